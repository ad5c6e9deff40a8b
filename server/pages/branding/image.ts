import { readFile, stat } from 'node:fs/promises'
import { StartError } from '../../errors/start-error.ts'
import { unreadFile } from '../../errors/unread-file.ts'

/** A picture of the site, read completely. */
export interface Image {
  readonly type: 'image/png' | 'image/svg+xml'
  readonly bytes: Buffer
  /** Width divided by height. 1 if a drawing does not say. */
  readonly ratio: number
  /** Pixels of its shorter side. A drawing can be shown at any size. */
  readonly pixels: number
}

/** The largest picture, in bytes. A phone on a slow line loads it before it can show a page. */
const MOST_IMAGE_BYTES = 200 * 1024

/** Reads a PNG or SVG that a setting names. Throws StartError with a sentence that begins with the setting. */
export async function readImage(setting: string, file: string): Promise<Image> {
  const found = await orSay(setting, file, stat(file))
  // Anything else, such as a pipe, might never end.
  if (!found.isFile()) throw wrong(setting, file, 'is not a file. Give the path of one.')
  if (found.size > MOST_IMAGE_BYTES) {
    const most = MOST_IMAGE_BYTES / 1024
    throw wrong(
      setting,
      file,
      `has ${Math.ceil(found.size / 1024)} kB, and may have at most ${most}. Make it smaller.`,
    )
  }
  const bytes = await orSay(setting, file, readFile(file))
  const image = asPng(bytes) ?? asSvg(bytes)
  if (!image) throw wrong(setting, file, 'is neither PNG nor SVG. Convert it to one of them.')
  const fault = faultOf(image)
  if (fault) throw wrong(setting, file, fault)
  return image
}

/** The error for the file that a setting names. */
export function wrong(setting: string, file: string, what: string, cause?: unknown): StartError {
  return new StartError(`${setting} is ${file}, which ${what}`, { cause })
}

async function orSay<Result>(setting: string, file: string, reading: Promise<Result>): Promise<Result> {
  try {
    return await reading
  } catch (cause) {
    const failure = cause as NodeJS.ErrnoException
    const why = unreadFile(failure)
    const what = why ? `${why}, or leave the setting empty.` : `cannot be read: ${failure.message}`
    throw wrong(setting, file, what, cause)
  }
}

const ENDS_EARLY = 'ends too early. Copy it again.'
const NO_NAMESPACE =
  'has no xmlns="http://www.w3.org/2000/svg" in its <svg>, so no browser shows it as a picture. Add that.'

/** Why browsers would show nothing, or only a part. */
function faultOf({ type, bytes }: Image): string | null {
  if (type === 'image/png') return bytes.includes('IEND') ? null : ENDS_EARLY
  const text = bytes.toString('utf8')
  if (!/(<\/svg|\/)\s*>\s*(<!--[\s\S]*-->\s*)?$/.test(text)) return ENDS_EARLY
  // Old versions of Illustrator write an entity there.
  return /<svg\s[^>]*\bxmlns\s*=\s*["'](http:\/\/www\.w3\.org\/2000\/svg["']|&)/.test(text)
    ? null
    : NO_NAMESPACE
}

const PNG = Buffer.from('89504e470d0a1a0a', 'hex')

/** W3C PNG, section 5.2: the signature, then a chunk that begins with width and height. */
function asPng(bytes: Buffer): Image | null {
  if (bytes.length < 24 || !bytes.subarray(0, 8).equals(PNG)) return null
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
  if (width === 0 || height === 0) return null
  return { type: 'image/png', bytes, ratio: width / height, pixels: Math.min(width, height) }
}

function asSvg(bytes: Buffer): Image | null {
  const root = /<svg(\s[^>]*)?>/.exec(bytes.toString('utf8'))
  if (!root || !/^(\uFEFF)?\s*(<\?xml|<!--|<!DOCTYPE svg|<svg)/i.test(bytes.toString('utf8'))) return null
  return { type: 'image/svg+xml', bytes, ratio: ratioOf(root[1] ?? ''), pixels: Number.POSITIVE_INFINITY }
}

function ratioOf(attributes: string): number {
  const box = /\sviewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)/.exec(attributes)
  const width = /\swidth\s*=\s*["']([\d.]+)(px)?["']/.exec(attributes)?.[1]
  const height = /\sheight\s*=\s*["']([\d.]+)(px)?["']/.exec(attributes)?.[1]
  const ratio = Number(box?.[1] ?? width) / Number(box?.[2] ?? height)
  return Number.isFinite(ratio) && ratio > 0 ? ratio : 1
}
