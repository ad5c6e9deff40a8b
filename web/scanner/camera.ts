export type CameraFailure = 'refused' | 'missing' | 'busy' | 'insecure' | 'failed'

export interface Camera {
  readonly stream: MediaStream
  /** Switches the phone's light on or off. Null if there is none. */
  readonly setLight: ((on: boolean) => Promise<void>) | null
  readonly stop: () => void
}

type CameraResult =
  | { readonly ok: true; readonly camera: Camera }
  | { readonly ok: false; readonly failure: CameraFailure }

const FAILURES: Readonly<Record<string, CameraFailure>> = {
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotReadableError: 'busy',
  AbortError: 'busy',
}

/** Asks for the camera at the back of the device. Call it only in a press. */
export async function openCamera(): Promise<CameraResult> {
  if (!isSecureContext) return { ok: false, failure: 'insecure' }
  // Missing in web views that have no camera.
  if (!navigator.mediaDevices) return { ok: false, failure: 'missing' }
  try {
    const stream = await navigator.mediaDevices.getUserMedia({
      video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 } },
      audio: false,
    })
    return { ok: true, camera: cameraOf(stream) }
  } catch (error) {
    return { ok: false, failure: (error instanceof Error && FAILURES[error.name]) || 'failed' }
  }
}

function cameraOf(stream: MediaStream): Camera {
  const [track] = stream.getVideoTracks()
  // `torch` is not in TypeScript's types yet.
  const canLight = track && 'torch' in (track.getCapabilities?.() ?? {})
  return {
    stream,
    setLight: canLight
      ? (on) => track.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] })
      : null,
    stop() {
      for (const each of stream.getTracks()) each.stop()
    },
  }
}
