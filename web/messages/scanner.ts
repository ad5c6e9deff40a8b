import type { CameraFailure } from '../scanner/camera.ts'
import type { Words } from './words.ts'

const OTHERWISE = 'type the PIN, or point this phone’s own camera app at the code.'

/** Why there is no camera picture, and what to do instead. */
export const cameraFailureWords: Record<CameraFailure, Words> = {
  refused: {
    sentence: 'The camera is not allowed on this page.',
    next: `Allow it in the browser’s settings for this site and try again; or ${OTHERWISE}`,
  },
  missing: { sentence: 'No camera was found.', next: `Instead, ${OTHERWISE}` },
  busy: {
    sentence: 'The camera is in use by another app.',
    next: `Close that app and try again; or ${OTHERWISE}`,
  },
  insecure: {
    sentence: 'Browsers give the camera to https pages only.',
    next: `Open this site by its https address; or ${OTHERWISE}`,
  },
  failed: { sentence: 'The camera could not be started.', next: `Try again; or ${OTHERWISE}` },
}

export const scanner = {
  title: 'Point the camera at the QR code',
  picture: 'Camera picture',
  starting: 'Starting the camera…',
  looking: 'Hold still, so that the whole code is in the picture.',
  foreign: 'This is not a Rekey code. Scan the one on your own screen.',
  slow: `Not found yet? Go closer, or make the other screen brighter. Or ${OTHERWISE}`,
  noDecoder: {
    sentence: 'The scanner could not be loaded.',
    next: `Try again; or ${OTHERWISE}`,
  } satisfies Words,
  light: 'Light',
  stop: 'Stop scanning',
  close: 'Close',
}
