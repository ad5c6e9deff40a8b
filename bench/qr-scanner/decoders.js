// biome-ignore lint/correctness/noUndeclaredDependencies: the one not chosen; the run command installs it.
import { decodeQR } from 'qr/decode.js'
import { create } from 'qrcode'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'
import { CASES, makeFrame } from './frames.js'

await prepareZXingModule({ overrides: { locateFile: () => wasmUrl }, fireImmediately: true })

const decoders = {
  // More effort than its default, which measured worse.
  qr(frame) {
    try {
      return decodeQR(frame, { effort: 10, timeLimit: 80 })
    } catch {
      return null
    }
  },
  async zxing(frame) {
    const [found] = await readBarcodes(frame, { formats: ['QRCode'], maxNumberOfSymbols: 1 })
    return found?.text ?? null
  },
}

/** Every decoder reads the same frames; `read` counts exact matches, `ms` the median of one frame. */
globalThis.measure = async (framesEach) => {
  const rows = []
  for (const [name, how] of CASES) {
    const times = { qr: [], zxing: [] }
    const read = { qr: 0, zxing: 0 }
    for (let turn = 0; turn < framesEach; turn += 1) {
      const { frame, text } = makeFrame(how, turn, create)
      for (const [who, decode] of Object.entries(decoders)) {
        const began = performance.now()
        if ((await decode(frame)) === text) read[who] += 1
        times[who].push(performance.now() - began)
      }
    }
    rows.push({ name, read, ms: { qr: median(times.qr), zxing: median(times.zxing) } })
  }
  return rows
}

function median(numbers) {
  return Math.round(numbers.sort((a, b) => a - b)[numbers.length >> 1])
}
