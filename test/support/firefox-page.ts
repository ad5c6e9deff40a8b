import type { ElementHandle, Page } from 'puppeteer-core'
import { eventually } from '../contract/eventually.ts'
import { qrIn } from './read-qr.ts'

// What people find on a page in Firefox, by role and visible name, as its accessibility tree has them.

/** How long a test waits for anything on a page: long, for other suites use the same two cores. */
const PATIENCE_MS = 20_000
/** Looking costs Firefox more than it costs us. */
const PAUSE_MS = 100

/** What Firefox says of a question whose page has gone while it was asked. */
const GONE = /no such (handle|node|frame)|detached|destroyed|navigat|DiscardedBrowsingContext/i

/** Asks again until the answer is yes; a page that is just left answers nothing yet. */
function waitUntil(what: string, check: () => Promise<boolean>): Promise<void> {
  const look = async () => {
    try {
      return await check()
    } catch (error) {
      if (error instanceof Error && GONE.test(error.message)) return false
      throw error
    }
  }
  return eventually(what, look, PATIENCE_MS, PAUSE_MS)
}

type Role = 'button' | 'link' | 'textbox' | 'heading' | 'image' | 'dialog' | 'radio' | 'status' | 'region'

const selector = (role: Role, name: string) => `::-p-aria([name="${name}"][role="${role}"])`

/** Everything of this role and name that is on the page now. */
export function findAll(page: Page, role: Role, name: string): Promise<ElementHandle[]> {
  return page.$$(selector(role, name))
}

/** Waits for it; there must be one only. */
export function find(page: Page, role: Role, name: string): Promise<ElementHandle> {
  return findOne(`the ${role} “${name}”`, () => findAll(page, role, name))
}

/** Looks for it anew each time: the page may have put another one in its place. */
async function findOne(what: string, look: () => Promise<ElementHandle[]>): Promise<ElementHandle> {
  let found: ElementHandle[] = []
  await waitUntil(what, async () => {
    found = await look()
    return found.length > 0
  })
  const [one, ...others] = found
  if (!one || others.length > 0) throw new Error(`Not one, but ${found.length}: ${what}`)
  return one
}

/** Presses a button or link with the mouse, as a person does: once it may be, in sight, and with nothing above it. */
export async function press(page: Page, name: string, role: 'button' | 'link' = 'button'): Promise<void> {
  const target = await findOne(`the ${role} “${name}” can be pressed`, async () => {
    const all = await findAll(page, role, name)
    const may = await Promise.all(
      all.map((one) => one.evaluate((element) => element.isConnected && element.ariaDisabled !== 'true')),
    )
    return all.filter((_one, at) => may[at])
  })
  await target.click()
}

/** Types into the field of this name. */
export async function type(page: Page, name: string, text: string): Promise<void> {
  await (await find(page, 'textbox', name)).type(text)
}

/** Types over what is in the field of this name. */
export async function retype(page: Page, name: string, text: string): Promise<void> {
  await (await find(page, 'textbox', name)).focus()
  await page.keyboard.down('Control')
  await page.keyboard.press('a')
  await page.keyboard.up('Control')
  await page.keyboard.type(text)
}

/** Waits until the page shows these words. */
export function sees(page: Page, words: string): Promise<void> {
  return waitUntil(`“${words}” is shown`, () => shows(page, words))
}

/** Waits until the page shows these words no more. */
export function seesNoMore(page: Page, words: string): Promise<void> {
  return waitUntil(`“${words}” is gone`, async () => !(await shows(page, words)))
}

/** Whether the page shows these words now. */
export function shows(page: Page, words: string): Promise<boolean> {
  return page.evaluate((wanted) => document.body.innerText.includes(wanted), words)
}

/** Reads the QR code out of a screenshot of the page, as a phone's camera would. */
export async function readQrOf(page: Page): Promise<string> {
  await find(page, 'image', 'QR code')
  return qrIn(await page.screenshot())
}

/** Waits until the focus is on it. */
export function focusIsOn(page: Page, role: Role, name: string): Promise<void> {
  return waitUntil(`the focus is on the ${role} “${name}”`, () => hasFocus(page, role, name))
}

async function hasFocus(page: Page, role: Role, name: string): Promise<boolean> {
  const [one] = await findAll(page, role, name)
  return (await one?.evaluate((element) => element === document.activeElement)) ?? false
}

/** More stops than any page of ours has. */
const MOST_STOPS = 40

/** Goes forward with Tab until the focus is on it, and presses it by the keyboard. */
export async function tabAndPress(page: Page, name: string, role: Role = 'button'): Promise<void> {
  await find(page, role, name)
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    if (await hasFocus(page, role, name)) return page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
  }
  throw new Error(`No Tab leads to the ${role} “${name}”.`)
}
