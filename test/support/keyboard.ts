import type { Locator, Page } from 'playwright-core'
import { eventually } from '../contract/eventually.ts'

/** More stops than any page of ours has. */
const MOST_STOPS = 60

/** More than a browser leaves to the page. */
const MOST_ESCAPES = 20

/** Goes forward with Tab until the focus is on `target`. Each stop on the way must be seen to have it. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor()
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    if (await isFocused(target)) return
    await page.keyboard.press('Tab')
    await requireVisibleFocus(page)
  }
  throw new Error(`No Tab leads to ${target}.`)
}

/** Presses a button or link without a pointer. */
export async function tabAndPress(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press('Enter')
}

/** Resolves when the focus has come to `target` by itself. */
export async function focusOn(target: Locator): Promise<void> {
  await target.waitFor()
  // Looked up each time: what the page draws anew is another element.
  await eventually(`the focus is on ${target}`, () => isFocused(target), 20_000)
}

function isFocused(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement)
}

async function requireVisibleFocus(page: Page): Promise<void> {
  const unseen = await page.evaluate(() => {
    const element = document.activeElement
    // Between the last stop and the first, the focus is with the browser's own bars.
    if (!element || element === document.body) return null
    const { outlineStyle, outlineWidth } = getComputedStyle(element)
    const seen = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
    return seen ? null : element.outerHTML.slice(0, 200)
  })
  if (unseen) throw new Error(`The focus cannot be seen on ${unseen}`)
}

/**
 * Presses Escape until the browser closes the open dialog without asking, which it does after a few, and twice more. Each
 * time the dialog says why it stays, and remains all that can be reached.
 */
export async function expectStays(page: Page, why: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  const closings = await dialog.evaluateHandle((shown) => {
    const times = { closed: 0 }
    shown.addEventListener('close', () => {
      times.closed += 1
    })
    return times
  })
  for (let presses = 1; (await closings.evaluate(({ closed }) => closed)) < 3; presses += 1) {
    if (presses > MOST_ESCAPES) throw new Error('The browser closed the dialog at no Escape.')
    await page.keyboard.press('Escape')
    await dialog.locator('.notice', { hasText: why }).waitFor()
    await eventually(`the dialog is modal after Escape number ${presses}`, () =>
      dialog.evaluate((shown) => shown.matches(':modal') && shown.contains(document.activeElement)),
    )
  }
}
