/** Reads the QR code in the current picture of a video. Null if there is none. */
export type Decode = (video: HTMLVideoElement) => Promise<string | null>
