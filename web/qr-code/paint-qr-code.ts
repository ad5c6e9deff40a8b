import { create } from 'qrcode/lib/core/qrcode.js'

/** Modules of light around the code that scanners need. */
const QUIET = 4
/** Pixels of a module: more than screens show, so that it is only ever made smaller. */
const PIXELS = 16

/**
 * Paints a text as a QR code with error correction M. Light and dark are pixels of one picture, so whatever recolours
 * pages cannot change one of them and leave the other.
 */
export function paintQrCode(canvas: HTMLCanvasElement, text: string): void {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules
  const side = (size + 2 * QUIET) * PIXELS
  canvas.width = side
  canvas.height = side
  const paint = canvas.getContext('2d', { alpha: false })
  if (!paint) return
  paint.fillStyle = '#fff'
  paint.fillRect(0, 0, side, side)
  paint.fillStyle = '#000'
  for (let at = 0; at < data.length; at += 1) {
    if (!data[at]) continue
    const [row, column] = [Math.floor(at / size), at % size]
    paint.fillRect((column + QUIET) * PIXELS, (row + QUIET) * PIXELS, PIXELS, PIXELS)
  }
}
