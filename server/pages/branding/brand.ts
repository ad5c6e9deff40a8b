import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StartError } from '../../errors/start-error.ts'
import { type Accent, accentStyle } from './accent.ts'
import { type Image, readImage, wrong } from './image.ts'

/** The settings for the look of the site. Empty or null means Rekey's own. */
export interface BrandSettings {
  /** For light pages, and for dark ones if they have their own. */
  readonly logoFiles: readonly string[]
  readonly iconFile: string | null
  readonly touchIconFile: string | null
  readonly accent: Accent | null
}

/** A file that pages link to. Its address contains a hash of its content, so it can be cached for ever. */
interface BrandFile {
  readonly path: string
  readonly type: string
  readonly bytes: Buffer
}

export interface Brand {
  readonly logo: Logo
  readonly icon: BrandFile
  /** Null: phones choose a picture themselves. */
  readonly touchIcon: BrandFile | null
  /** Null: the colours of web/ui/theme.css. */
  readonly style: BrandFile | null
}

interface Logo {
  readonly light: BrandFile
  readonly dark: BrandFile
  /** Width over height. */
  readonly ratio: number
  /** It was made for light pages only, so it gets a light background on dark ones. */
  readonly needsGround: boolean
  /** The logo contains the site's name, so the name is not written beside it. */
  readonly isName: boolean
}

const NAME_RATIO = 2
const SMALLEST_TOUCH_ICON = 180
/** The accent of web/ui/theme.css, which icon.svg is drawn in. */
const OUR_ACCENT = '#0f6466'

/** The site's own pictures, each checked for its use. */
interface Images {
  readonly logos: readonly Image[]
  readonly icon: Image | null
  readonly touchIcon: Image | null
}

/** Reads every file once. Throws StartError with a sentence about the first that is wrong. */
export async function readBrand(settings: BrandSettings, webFolder: string): Promise<Brand> {
  const images = await readImages(settings)
  const { accent } = settings
  const icon = images.icon ? fileOf('icon', images.icon) : await ourIcon(webFolder, accent)
  return {
    logo: logoOf(images.logos, icon),
    icon,
    touchIcon: await touchIconOf(images, accent, webFolder),
    style: accent && {
      path: pathOf('accent', 'css', accentStyle(accent)),
      type: 'text/css',
      bytes: Buffer.from(accentStyle(accent)),
    },
  }
}

/** Only the site's own files, because `--check` has no built pages. Throws as readBrand does. */
export async function readImages({ logoFiles, iconFile, touchIconFile }: BrandSettings): Promise<Images> {
  const logos: Image[] = []
  for (const file of logoFiles) logos.push(await readImage('LOGO_FILE', file))
  return {
    logos,
    icon: iconFile === null ? null : await readSquare('ICON_FILE', iconFile),
    touchIcon: touchIconFile === null ? null : await readTouch(touchIconFile),
  }
}

function logoOf([image, darkImage]: readonly Image[], icon: BrandFile): Logo {
  if (!image) return { light: icon, dark: icon, ratio: 1, needsGround: false, isName: false }
  const light = fileOf('logo', image)
  return {
    light,
    dark: darkImage ? fileOf('logo', darkImage) : light,
    ratio: image.ratio,
    needsGround: !darkImage,
    isName: image.ratio >= NAME_RATIO,
  }
}

async function touchIconOf({ icon, touchIcon }: Images, accent: Accent | null, webFolder: string) {
  if (touchIcon) return fileOf('touch-icon', touchIcon)
  // Rekey's touch icon would not match the site's own icon or colour.
  if (icon || accent) return null
  const bytes = await readOurs(webFolder, 'touch-icon.png')
  return { path: pathOf('touch-icon', 'png', bytes), type: 'image/png', bytes }
}

async function readTouch(file: string): Promise<Image> {
  const image = await readSquare('TOUCH_ICON_FILE', file)
  if (image.type !== 'image/png')
    throw wrong('TOUCH_ICON_FILE', file, 'is not a PNG, and phones accept nothing else. Convert it.')
  if (image.pixels < SMALLEST_TOUCH_ICON) {
    throw wrong(
      'TOUCH_ICON_FILE',
      file,
      `has ${image.pixels} pixels a side. Give it ${SMALLEST_TOUCH_ICON} or more.`,
    )
  }
  return image
}

async function readSquare(setting: string, file: string): Promise<Image> {
  const image = await readImage(setting, file)
  if (Math.abs(image.ratio - 1) > 0.02) {
    throw wrong(setting, file, 'is not square. Crop it, or give it a border that makes it so.')
  }
  return image
}

async function ourIcon(webFolder: string, accent: Accent | null): Promise<BrandFile> {
  const svg = await readOurs(webFolder, 'icon.svg')
  const bytes = Buffer.from(svg.toString().replace(OUR_ACCENT, accent?.light ?? OUR_ACCENT))
  return { path: pathOf('icon', 'svg', bytes), type: 'image/svg+xml', bytes }
}

async function readOurs(webFolder: string, name: string): Promise<Buffer> {
  const file = join(webFolder, name)
  try {
    return await readFile(file)
  } catch (cause) {
    throw new StartError(`A picture is not at ${file}: run npm run build.`, { cause })
  }
}

function fileOf(name: string, { type, bytes }: Image): BrandFile {
  return { path: pathOf(name, type === 'image/png' ? 'png' : 'svg', bytes), type, bytes }
}

/** Below /assets/, because proxies already pass that path on. */
function pathOf(name: string, ending: string, content: string | Buffer): string {
  const mark = createHash('sha256').update(content).digest('base64url').slice(0, 10)
  return `/assets/${name}-${mark}.${ending}`
}
