/** Reads the QR code in the present picture of a video; null when there is none. */
export type Decode = (video: HTMLVideoElement) => Promise<string | null>

/** The browser's own detector, where it has one; not in TypeScript's own types. */
interface NativeDetector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>
}
interface NativeDetectorClass {
  new (options: { readonly formats: readonly string[] }): NativeDetector
  getSupportedFormats(): Promise<readonly string[]>
}

/** Ours, which is downloaded only now. */
export async function loadOwnDecoder(): Promise<Decode> {
  return (await import('./zxing-decoder.ts')).loadZxingDecoder()
}

/** The browser's own, or null where it has none. */
export async function nativeDecoder(): Promise<Decode | null> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: NativeDetectorClass }
  // Some browsers have the class and, on some systems, nothing behind it.
  const formats = await BarcodeDetector?.getSupportedFormats().catch((): string[] => [])
  if (!BarcodeDetector || !formats?.includes('qr_code')) return null
  const detector = new BarcodeDetector({ formats: ['qr_code'] })
  return async (video) => (await detector.detect(video))[0]?.rawValue ?? null
}
