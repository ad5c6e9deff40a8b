import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { StartError } from '../../server/errors/start-error.ts'
import { type BrandSettings, readBrand, readImages } from '../../server/pages/branding/brand.ts'

const WEB = fileURLToPath(new URL('../../web/public', import.meta.url))
const NONE: BrandSettings = { logoFiles: [], iconFile: null, touchIconFile: null, accent: null }

/** A drawing of nothing. */
const svg = (attributes: string) => `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}></svg>\n`

/** As much of a PNG as says its size, and its end. */
function png(width: number, height: number): Buffer {
  const head = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
  const size = Buffer.alloc(8)
  size.writeUInt32BE(width, 0)
  size.writeUInt32BE(height, 4)
  return Buffer.concat([head, size, Buffer.from('0000000049454e44ae426082', 'hex')])
}

describe('the logo and the icons of a site', () => {
  let folder: string
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'rekey-brand-'))
  })
  after(() => rmSync(folder, { recursive: true }))

  function put(name: string, content: string | Buffer): string {
    const file = join(folder, name)
    writeFileSync(file, content)
    return file
  }

  /** The sentence that both a start and --check end with. */
  async function problemOf(settings: Partial<BrandSettings>): Promise<string> {
    const asked = { ...NONE, ...settings }
    const [start, check] = await Promise.all(
      [readBrand(asked, WEB), readImages(asked)].map((one) =>
        one.then(
          () => null,
          (error) => error,
        ),
      ),
    )
    expect(start).to.be.instanceOf(StartError)
    expect(check?.message).to.equal(start?.message)
    return start.message
  }

  it('are ours where none are set', async () => {
    const { logo, icon, touchIcon, style } = await readBrand(NONE, WEB)
    expect([logo.light, logo.dark]).to.deep.equal([icon, icon])
    expect(icon.path).to.match(/^\/assets\/icon-[\w-]{10}\.svg$/)
    expect(touchIcon?.path).to.match(/^\/assets\/touch-icon-[\w-]{10}\.png$/)
    expect(style).to.equal(null)
    const unbuilt = await readBrand(NONE, folder).catch((error) => error)
    expect(unbuilt).to.be.instanceOf(StartError)
    expect(unbuilt.message).to.match(/icon.* run npm run build\.$/)
  })

  it('take the colour of the site, and never stand beside its own', async () => {
    const coloured = await readBrand({ ...NONE, accent: { light: '#7a1fa2', dark: '#d9b3ff' } }, WEB)
    expect(coloured.icon.bytes.toString()).to.include('fill="#7a1fa2"').and.not.include('#0f6466')
    expect(coloured.style?.bytes.toString()).to.include('--accent: #d9b3ff')
    expect(coloured.touchIcon).to.equal(null)
  })

  it('know a logo that is a name, and one that has a drawing for dark pages', async () => {
    const wide = put(
      'wide.svg',
      `<?xml version="1.0"?>\n${svg('viewBox="0 0 320 64"')}<!-- drawn by hand -->`,
    )
    const square = put('square.png', png(64, 64))
    const one = (await readBrand({ ...NONE, logoFiles: [wide] }, WEB)).logo
    expect(one).to.include({ ratio: 5, isName: true, needsGround: true })
    const two = (await readBrand({ ...NONE, logoFiles: [square, wide] }, WEB)).logo
    expect(two).to.include({ ratio: 1, isName: false, needsGround: false })
    expect([two.light.type, two.dark.type]).to.deep.equal(['image/png', 'image/svg+xml'])
    for (const drawn of [
      svg('width="40px" height="20"'),
      svg("height='1' width='2'"),
      svg('\n viewBox="0,0,4,2"'),
    ])
      expect(
        (await readBrand({ ...NONE, logoFiles: [put('x.svg', drawn)] }, WEB)).logo.ratio,
        drawn,
      ).to.equal(2)
    expect((await readBrand({ ...NONE, logoFiles: [put('x.svg', svg(''))] }, WEB)).logo.ratio).to.equal(1)
  })

  it('[H82] stop the start where they are missing, a folder, too large or no picture, and say which setting', async () => {
    mkdirSync(join(folder, 'folder'))
    const wrong: [file: string, says: RegExp][] = [
      [join(folder, 'none.svg'), /which is not there\. Correct the path, or leave the setting empty\.$/],
      ['/dev/zero', /which is not a file/],
      [join(folder, 'folder'), /which is not a file\. Give the path of one\.$/],
      [
        put('large.png', Buffer.concat([png(64, 64), Buffer.alloc(200 * 1024)])),
        /has 201 kB, and may have at most 200\./,
      ],
      [put('photo.jpg', Buffer.from('ffd8ffe000104a464946', 'hex')), /is neither PNG nor SVG\. Convert it/],
      [put('page.svg', '<!doctype html><svg></svg>'), /is neither PNG nor SVG/],
      [put('empty.svg', ''), /is neither PNG nor SVG/],
      [put('half.png', png(64, 64).subarray(0, 30)), /ends too early/],
      [put('half.svg', svg('').slice(0, -4)), /ends too early/],
      [put('inline.svg', '<svg viewBox="0 0 1 1"></svg>'), /has no xmlns=.* Add that\.$/],
    ]
    for (const [file, says] of wrong) {
      const message = await problemOf({ logoFiles: [file] })
      expect(message)
        .to.match(says)
        .and.to.match(/^LOGO_FILE is \//)
      expect(await problemOf({ iconFile: file })).to.match(/^ICON_FILE is \//)
      expect(await problemOf({ touchIconFile: file })).to.match(/^TOUCH_ICON_FILE is \//)
    }
  })

  it('[H82] an icon is square, and one for phones a PNG that is large enough', async () => {
    expect(await problemOf({ iconFile: put('wide.png', png(64, 32)) })).to.include('is not square')
    expect(await problemOf({ touchIconFile: put('icon.svg', svg('viewBox="0 0 1 1"')) })).to.include(
      'is not a PNG',
    )
    expect(await problemOf({ touchIconFile: put('small.png', png(64, 64)) })).to.include(
      'has 64 pixels a side',
    )
    await readImages({
      ...NONE,
      iconFile: put('i.png', png(48, 48)),
      touchIconFile: put('t.png', png(180, 180)),
    })
  })
})
