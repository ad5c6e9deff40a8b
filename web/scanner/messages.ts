import type { Words } from '../messages/words.ts'
import type { CameraFailure } from './camera.ts'

const OTHERWISE = 'type the PIN, or scan the code with your camera app.'

/** Why there is no camera picture, and what to do instead. */
export const cameraFailureWords: Record<CameraFailure, Words> = {
  refused: {
    sentence: 'This page isn’t allowed to use the camera.',
    next: `Allow it in the browser’s settings for this site and try again. Or ${OTHERWISE}`,
  },
  missing: { sentence: 'No camera was found.', next: `Instead, ${OTHERWISE}` },
  busy: {
    sentence: 'The camera is in use by another app.',
    next: `Close that app and try again. Or ${OTHERWISE}`,
  },
  insecure: {
    sentence: 'The camera only works on https pages.',
    next: `Open this site at its https address. Or ${OTHERWISE}`,
  },
  failed: { sentence: 'The camera couldn’t start.', next: `Try again. Or ${OTHERWISE}` },
}

export const scanner = {
  title: 'Point the camera at the QR code',
  picture: 'Camera picture',
  starting: 'Starting the camera…',
  looking: 'Hold still, with the whole code in the picture.',
  foreign: 'This code isn’t from this site. Scan the one on your own screen.',
  slow: `Nothing yet? Move closer, or make the other screen brighter. Or ${OTHERWISE}`,
  noDecoder: {
    sentence: 'The scanner couldn’t load.',
    next: `Try again. Or ${OTHERWISE}`,
  } satisfies Words,
  hidden: {
    sentence: 'This browser hides camera pictures from pages.',
    next: `If it asks about “canvas image data”, allow that and try again. Or ${OTHERWISE}`,
  } satisfies Words,
  light: 'Light',
  stop: 'Stop scanning',
  close: 'Close',
}
