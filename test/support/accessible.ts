import axe, { type RunOnly } from 'axe-core'
import { expect } from 'chai'
import type { Page } from 'playwright-core'

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** A small phone, and a screen of 1280 px at 200 % zoom. */
const WIDTHS = [320, 640]

/**
 * Holds what a page shows just now to WCAG 2.2 AA: by axe in both colour schemes, and without scrolling
 * sideways where it is narrow.
 */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  expect(await violations(page, { type: 'tag', values: WCAG }), `${state}, light`).to.deep.equal([])
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  // The other rules do not look at colours.
  expect(
    await violations(page, { type: 'rule', values: ['color-contrast'] }),
    `${state}, dark`,
  ).to.deep.equal([])
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await expectNoSidewaysScroll(page, state)
}

/** In the page itself, which has no frames; a document that is looked at again has axe already. */
async function violations(page: Page, runOnly: RunOnly): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  const found = await page.evaluate(
    (options) => (globalThis as unknown as { axe: typeof axe }).axe.run(options),
    { runOnly, resultTypes: ['violations' as const] },
  )
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  )
}

async function expectNoSidewaysScroll(page: Page, state: string): Promise<void> {
  const before = page.viewportSize()
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 })
    const tooWide = await page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('dialog[open]')]
        .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
        .map(({ tagName, scrollWidth }) => `${tagName} is ${scrollWidth} px wide`),
    )
    expect(tooWide, `${state}, ${width} px`).to.deep.equal([])
  }
  if (before) await page.setViewportSize(before)
}
