import type { Decode } from './decode.ts'

const PAUSE_MS = 80

/** Reads one picture after the other, and calls `found` with each text. Returns a function that stops it. */
export function watchVideo(
  video: HTMLVideoElement,
  decode: Decode,
  found: (text: string) => void,
): () => void {
  let watching = true
  let timer: ReturnType<typeof setTimeout> | undefined
  async function look(): Promise<void> {
    if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && video.videoWidth > 0) {
      // A picture that cannot be read counts as one without a code. The next one comes at once.
      const text = await decode(video).catch(() => null)
      if (watching && text !== null) found(text)
    }
    if (watching) timer = setTimeout(() => void look(), PAUSE_MS)
  }
  void look()
  return () => {
    watching = false
    clearTimeout(timer)
  }
}
