import { create } from 'qrcode/lib/core/qrcode.js'

/** The light modules around the code that scanners need. */
const QUIET = 4
/** Pixels of a module. More than screens show, so that the picture is only ever made smaller. */
const PIXELS = 16

/**
 * Paints a text as a QR code with error correction M. Light and dark are pixels of one picture, so software that
 * recolours pages cannot change only one of them.
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
