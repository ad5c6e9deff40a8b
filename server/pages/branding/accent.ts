import { type Colour, contrast, mix } from './contrast.ts'

/** The colour of buttons and links, on light pages and on dark ones. */
export interface Accent {
  readonly light: Colour
  readonly dark: Colour
}

/** The colours around the accent, as web/ui/theme.css has them. */
export const THEME = {
  light: { grounds: ['#f4f6f4', '#ffffff', '#eef2f0'], surface: '#ffffff', onAccent: '#ffffff' },
  dark: { grounds: ['#0e1617', '#162122', '#1d2a2b'], surface: '#162122', onAccent: '#06211f' },
} as const

/** For text, WCAG 2.2, 1.4.3; for buttons, 1.4.11 asks for 3. */
const LEAST = 4.5
/**
 * The least contrast of a colour that we choose for dark pages. Nobody chose it, so it can be well above the minimum.
 */
const COMFORTABLE = 7

/** The share of the accent in the background of a notice. */
const SOFT = { light: 0.12, dark: 0.16 } as const

type Scheme = keyof typeof THEME

/**
 * Reads one colour, for which one for dark pages is made; or two, separated by a comma, for light and for dark pages.
 */
export function readAccent(value: string): Accent | { readonly problem: string } {
  const [light, dark, ...more] = value.split(',').map((part) => part.trim().toLowerCase())
  if (!isColour(light) || more.length > 0 || (dark !== undefined && !isColour(dark))) {
    return { problem: 'must be a colour as #rrggbb, or two with a comma between, for light and dark pages' }
  }
  const accent = { light, dark: dark ?? nearest(light, 'dark', COMFORTABLE) }
  const problem = problemOf(accent.light, 'light') ?? problemOf(accent.dark, 'dark')
  return problem ? { problem } : accent
}

/** A style sheet that sets the accent of web/ui/theme.css to these colours. */
export function accentStyle(accent: Accent): string {
  return `${ruleFor(accent.light, 'light')}\n@media screen and (prefers-color-scheme: dark) {\n${ruleFor(accent.dark, 'dark')}\n}\n`
}

function ruleFor(colour: Colour, scheme: Scheme): string {
  const hover = scheme === 'light' ? mix(0.8, colour, '#000000') : mix(0.75, colour, '#ffffff')
  // More specific than theme.css, so that the order of the two does not matter.
  return `html:root { --accent: ${colour}; --accent-hover: ${hover}; --on-accent: ${THEME[scheme].onAccent}; --accent-soft: ${softOf(colour, scheme)}; }`
}

function problemOf(colour: Colour, scheme: Scheme): string | null {
  const other = hardestToRead(colour, scheme)
  if (other === null) return null
  const ratio = (Math.floor(contrast(colour, other) * 100) / 100).toFixed(2)
  return (
    `must stand out from text and ground by at least ${LEAST}:1 (WCAG 1.4.3); on ${scheme} pages ${colour} has ` +
    `${ratio}:1 with ${other}, and ${nearest(colour, scheme, LEAST)} would do`
  )
}

/** A colour that it has too little contrast with, or null. The background that is made from it is tried last. */
function hardestToRead(colour: Colour, scheme: Scheme): Colour | null {
  const { grounds, onAccent } = THEME[scheme]
  const [worst = onAccent] = [...grounds, onAccent].sort((a, b) => contrast(colour, a) - contrast(colour, b))
  return [worst, softOf(colour, scheme)].find((other) => contrast(colour, other) < LEAST) ?? null
}

function leastContrast(colour: Colour, scheme: Scheme): number {
  const { grounds, onAccent } = THEME[scheme]
  return Math.min(...[...grounds, onAccent, softOf(colour, scheme)].map((other) => contrast(colour, other)))
}

function softOf(colour: Colour, scheme: Scheme): Colour {
  return mix(SOFT[scheme], colour, THEME[scheme].surface)
}

/** The colour with the least black or white mixed in that has this contrast. */
function nearest(colour: Colour, scheme: Scheme, least: number): Colour {
  const towards = scheme === 'light' ? '#000000' : '#ffffff'
  for (let share = 1; share > 0; share -= 0.02) {
    const mixed = mix(share, colour, towards)
    if (leastContrast(mixed, scheme) >= least) return mixed
  }
  return towards
}

function isColour(text: string | undefined): text is Colour {
  return text !== undefined && /^#[0-9a-f]{6}$/.test(text)
}
