import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Words } from '../messages/words.ts'
import { type Camera, openCamera } from './camera.ts'
import { loadOwnDecoder, nativeDecoder } from './decoder.ts'
import { cameraFailureWords, scanner as say } from './messages.ts'
import { readsPictures } from './reads-pictures.ts'
import { watchVideo } from './watch-video.ts'

interface Scan {
  readonly video: RefObject<HTMLVideoElement | null>
  /** Null until there is a picture. */
  readonly camera: Camera | null
  readonly failure: Words | null
}

/** Starts camera and decoder with the first render. All of it stops when the component is removed. */
export function useScan(found: (text: string) => void): Scan {
  const video = useRef<HTMLVideoElement>(null)
  const [camera, setCamera] = useState<Camera | null>(null)
  const [failure, setFailure] = useState<Words | null>(null)
  const latest = useRef(found)
  latest.current = found
  useEffect(() => {
    const stops: (() => void)[] = []
    let over = false
    const atEnd = (stop: () => void) => {
      if (over) stop()
      else stops.push(stop)
    }
    async function start(): Promise<void> {
      const native = await nativeDecoder()
      if (over) return
      if (!native && !readsPictures()) return setFailure(say.hidden)
      // The download runs while the person answers the browser's question about the camera.
      const decoder = native ?? loadOwnDecoder().catch(() => null)
      const opened = await openCamera()
      if (!opened.ok) return setFailure(cameraFailureWords[opened.failure])
      atEnd(opened.camera.stop)
      const decode = await decoder
      if (over || !video.current) return
      if (!decode) {
        opened.camera.stop()
        return setFailure(say.noDecoder)
      }
      video.current.srcObject = opened.camera.stream
      await video.current.play().catch(() => {})
      setCamera(opened.camera)
      atEnd(watchVideo(video.current, decode, (text) => latest.current(text)))
    }
    void start()
    return () => {
      over = true
      for (const stop of stops) stop()
    }
  }, [])
  return { video, camera, failure }
}
