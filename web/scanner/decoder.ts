import type { Decode } from './decode.ts'

/** The browser's own detector, if it has one. It is not in TypeScript's types. */
interface NativeDetector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>
}
interface NativeDetectorClass {
  new (options: { readonly formats: readonly string[] }): NativeDetector
  getSupportedFormats(): Promise<readonly string[]>
}

/** Ours, which is only downloaded now. */
export async function loadOwnDecoder(): Promise<Decode> {
  return (await import('./zxing-decoder.ts')).loadZxingDecoder()
}

/** The browser's own detector, or null. */
export async function nativeDecoder(): Promise<Decode | null> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: NativeDetectorClass }
  // Some browsers have the class but, on some systems, no implementation.
  const formats = await BarcodeDetector?.getSupportedFormats().catch((): string[] => [])
  if (!BarcodeDetector || !formats?.includes('qr_code')) return null
  const detector = new BarcodeDetector({ formats: ['qr_code'] })
  return async (video) => (await detector.detect(video))[0]?.rawValue ?? null
}
