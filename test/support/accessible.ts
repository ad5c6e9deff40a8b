import { AxeBuilder } from '@axe-core/playwright'
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
  expect(await violations(axe(page).withTags(WCAG)), `${state}, light`).to.deep.equal([])
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  // The other rules do not look at colours.
  expect(await violations(axe(page).withRules('color-contrast')), `${state}, dark`).to.deep.equal([])
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await expectNoSidewaysScroll(page, state)
}

// No page of ours has a frame, so axe needs no second page to put its findings together; what passed is not told.
const axe = (page: Page) =>
  new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode(true)

async function violations(builder: AxeBuilder): Promise<string[]> {
  const found = await builder.analyze()
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
