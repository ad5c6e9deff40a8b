// Compares QR decoders in Chromium on the same made-up camera frames:
//   npm install --no-save qr@0.7.0 && node bench/qr-scanner/measure.mjs
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { createServer } from 'vite'

const FRAMES_EACH = 24

const vite = await createServer({
  root: fileURLToPath(new URL('.', import.meta.url)),
  configFile: false,
  logLevel: 'error',
  optimizeDeps: { exclude: ['zxing-wasm'] },
  server: { fs: { strict: false } },
})
await vite.listen()
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
})
try {
  const page = await browser.newPage()
  await page.goto(vite.resolvedUrls.local[0])
  await page.waitForFunction(() => 'measure' in globalThis)
  // Once unmeasured, so that both decoders are compiled.
  await page.evaluate(() => globalThis.measure(1))
  const rows = await page.evaluate((frames) => globalThis.measure(frames), FRAMES_EACH)
  console.log(
    `| frame (${FRAMES_EACH} each) | qr: read | ms | zxing: read | ms |\n| --- | --- | --- | --- | --- |`,
  )
  for (const { name, read, ms } of rows) {
    console.log(`| ${name} | ${read.qr} | ${ms.qr} | ${read.zxing} | ${ms.zxing} |`)
  }
  const total = (who) => rows.reduce((sum, row) => sum + row.read[who], 0)
  console.log(`| all ${FRAMES_EACH * (rows.length - 1)} | ${total('qr')} | | ${total('zxing')} | |`)
} finally {
  await browser.close()
  await vite.close()
}
