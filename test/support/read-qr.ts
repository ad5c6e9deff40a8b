import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { requireProgram } from './server-process.ts'

const run = promisify(execFile)

/** Reads the QR code out of a screenshot of the page, as a phone's camera would. */
export async function readQr(page: Page): Promise<string> {
  await page.getByRole('img', { name: 'QR code' }).waitFor()
  return qrIn(await page.screenshot())
}

/** Reads the QR code out of a picture; fails where there is none. */
export async function qrIn(picture: Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rekey-qr-'))
  try {
    const file = join(folder, 'screen.png')
    await writeFile(file, picture)
    const { stdout } = await run(requireProgram('zbarimg'), ['--quiet', '--raw', file])
    return stdout.trim()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Turns a screenshot of the page into the film that a fake camera shows. */
export async function filmQr(page: Page, cameraFile: string): Promise<void> {
  await page.getByRole('img', { name: 'QR code' }).waitFor()
  const picture = `${cameraFile}.png`
  await writeFile(picture, await page.screenshot())
  const film = [
    '-y',
    '-loglevel',
    'error',
    '-loop',
    '1',
    '-i',
    picture,
    '-t',
    '2',
    '-r',
    '10',
    '-pix_fmt',
    'yuv420p',
  ]
  await run(requireProgram('ffmpeg'), [...film, cameraFile])
}
