import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { type Accent, accentStyle, readAccent, THEME } from '../../server/pages/branding/accent.ts'
import { type Colour, contrast } from '../../server/pages/branding/contrast.ts'

const theme = readFileSync(new URL('../../web/ui/theme.css', import.meta.url), 'utf8')

/** The values of a variable in theme.css: on light pages, on dark ones. */
const themed = (name: string) =>
  [...theme.matchAll(new RegExp(`--${name}: (#\\w{6});`, 'g'))].map(([, value]) => value)

function accept(value: string): Accent {
  const accent = readAccent(value)
  if ('problem' in accent) throw new Error(accent.problem)
  return accent
}

function problemOf(value: string): string {
  const accent = readAccent(value)
  return 'problem' in accent ? accent.problem : ''
}

describe('the accent colour of a site', () => {
  it('measures contrast as WCAG 2.2 does', () => {
    expect(contrast('#000000', '#ffffff')).to.equal(21)
    expect(contrast('#ffffff', '#767676')).to.be.closeTo(4.54, 0.005)
    expect(contrast('#ff0000', '#ffffff')).to.be.closeTo(3.998, 0.001)
  })

  it('is judged on the grounds that the theme has', () => {
    const [light, dark] = [0, 1].map((scheme) => ({
      grounds: ['ground', 'surface', 'surface-sunk'].map((name) => themed(name)[scheme]),
      surface: themed('surface')[scheme],
      onAccent: themed('on-accent')[scheme],
    }))
    expect(THEME).to.deep.equal({ light, dark })
  })

  it('[H81] stops the start where it cannot be read, with the ratio and a colour that can', () => {
    for (const colour of ['#ffdd00', '#ffffff', '#808080', '#00ff00', '#ff7a00']) {
      const says = problemOf(colour)
      expect(says).to.match(
        /at least 4\.5:1 \(WCAG 1\.4\.3\); on light pages #\w{6} has [1-4]\.\d\d:1 with #\w{6}, and/,
      )
      const [, mend = ''] = /and (#\w{6}) would do/.exec(says) ?? []
      expect(problemOf(mend), `${colour}, mended as ${mend}`).to.equal('')
    }
    const [, dark = ''] =
      /on dark pages #3a0066 has 1\.\d\d:1 with #\w{6}, and (#\w{6})/.exec(problemOf('#3a0066,#3a0066')) ?? []
    expect(problemOf(`#3a0066,${dark}`)).to.equal('')
  })

  it('[H81] one that is read on light pages gets one that is read well on dark ones', () => {
    for (const colour of ['#000000', '#0f6466', '#7a1fa2', '#b00020', '#0000ff'] as const) {
      const { light, dark } = accept(colour)
      expect(light).to.equal(colour)
      for (const ground of THEME.dark.grounds) expect(contrast(dark, ground), colour).to.be.at.least(7)
      expect(contrast(dark, THEME.dark.onAccent)).to.be.at.least(7)
    }
  })

  it('is a colour, or two', () => {
    for (const text of [
      'red',
      '#fff',
      '#12345g',
      '#0f6466,#7cd0c8,#000000',
      '#0f6466,',
      'url(x)',
      '#0f6466;}*{',
    ])
      expect(problemOf(text)).to.include('must be a colour as #rrggbb')
    expect(accept(' #0F6466 , #7cd0c8')).to.deep.equal({ light: '#0f6466', dark: '#7cd0c8' })
  })

  it('keeps words on the soft ground of a notice readable, whatever it is', () => {
    for (const [scheme, names] of [
      [0, ['text', 'text-soft']],
      [1, ['text', 'text-soft']],
    ] as const)
      for (const colour of ['#000000', '#7a1fa2', '#8a5a00'] as const) {
        const soft = [...accentStyle(accept(colour)).matchAll(/--accent-soft: (#\w{6})/g)][
          scheme
        ]?.[1] as Colour
        for (const name of names)
          expect(contrast(themed(name)[scheme] as Colour, soft), `${name} on ${soft}`).to.be.at.least(4.5)
      }
  })
})
