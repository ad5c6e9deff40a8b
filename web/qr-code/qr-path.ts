import { create } from 'qrcode/lib/core/qrcode.js'

export interface QrPath {
  /** Modules on a side, without the quiet zone. */
  readonly size: number
  /** The `d` of an SVG path that fills the dark modules. */
  readonly d: string
}

/** Draws a text as a QR code with error correction M: one path, a run of dark modules for each stroke. */
export function drawQrPath(text: string): QrPath {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules
  let d = ''
  for (let row = 0; row < size; row += 1) {
    for (let from = 0; from < size; from += 1) {
      let to = from
      while (to < size && data[row * size + to]) to += 1
      if (to > from) d += `M${from} ${row}h${to - from}v1H${from}z`
      from = to
    }
  }
  return { size, d }
}
