import { expect } from 'chai'
import type { Page } from 'playwright-core'
import type { BrowserDevice } from '../support/browser.ts'
import { browserDevices } from '../support/devices.ts'
import { addSecurityKey, expectNoComplaints, onAccount, passkeyRows, signUp } from '../support/people.ts'
import { commonSite } from '../support/sites.ts'

const QUESTION = 'Make a passkey on this device?'

/** What stands in for a silent `create()`. `none`: what Chromium does, which waits until it is ended. */
type StandIn = 'none' | 'cannot' | 'makes' | 'makes-unverified' | 'makes-late' | 'unnamed'

/** One call of `create()`. */
interface Asked {
  readonly silently: boolean
  readonly userVerification: string | undefined
  /** Null while it is going on. */
  ended: string | null
  /** Whether an earlier one was going on when it began. */
  readonly beside: boolean
}

type Silent = CredentialCreationOptions & { readonly mediation?: string }

describe('a passkey that the browser makes by itself beside “Make a passkey on this device?”', () => {
  const site = commonSite('embedded')
  const open = browserDevices()

  /** A laptop at the question, after a sign-in with the phone of a new account. */
  async function atQuestion(name: string, standIn: StandIn) {
    const owner = await open()
    await signUp(owner.page, site.url, name)
    const passkeys = await addSecurityKey(owner, 'Phone')
    const laptop = await open()
    const { page } = laptop
    await page.addInitScript(record, standIn)
    const putAway = await laptop.plugIn({ transport: 'hybrid', passkeys })
    await page.goto(`${site.url}/sign-in`)
    await press(laptop, 'Sign in with a passkey')
    return { owner, laptop, page, putAway }
  }

  const press = ({ page }: BrowserDevice, name: string) =>
    page.getByRole('button', { name, exact: true }).click()
  const asked = (page: Page) => page.evaluate(() => (globalThis as unknown as { asked: Asked[] }).asked)
  const hasAsked = (page: Page, ended: boolean) =>
    page.waitForFunction((over) => {
      const [first] = (globalThis as unknown as { asked: Asked[] }).asked
      return first && (first.ended !== null) === over
    }, ended)

  /** Lets the browser go on, once the phone is put away. */
  const go = (page: Page) => page.evaluate(() => void dispatchEvent(new Event('go')))

  it('[W51] [W53] Chromium names it, waits for its own reasons, and is ended before a window opens', async () => {
    const { laptop, page, putAway } = await atQuestion('Alice Silent', 'none')
    await page.getByRole('heading', { name: QUESTION }).waitFor()
    await hasAsked(page, false)
    await putAway()
    await press(laptop, 'Make a passkey here')
    await page.getByRole('heading', { name: 'Passkey added' }).waitFor()
    const required = { userVerification: 'required', beside: false }
    expect(await asked(page)).to.deep.equal([
      { ...required, silently: true, ended: 'AbortError' },
      { ...required, silently: false, ended: 'made' },
    ])
    expect(await page.getByText('A passkey was made on this device.').count()).to.equal(0)
    await press(laptop, 'Continue')
    await onAccount(page)
    expect(await passkeyRows(page).count()).to.equal(3)
    expectNoComplaints(laptop)
  })

  it('[W53] sends nothing that comes after “Not now”', async () => {
    const { laptop, page, putAway } = await atQuestion('Alice Overtaken', 'makes-late')
    await page.getByRole('heading', { name: QUESTION }).waitFor()
    await hasAsked(page, false)
    await putAway()
    const sent: string[] = []
    page.on('request', (request) => sent.push(new URL(request.url()).pathname))
    await page.evaluate(() => addEventListener('click', () => dispatchEvent(new Event('go'))))
    await press(laptop, 'Not now')
    await onAccount(page)
    expect(sent).to.not.include('/api/passkeys')
    expect(await passkeyRows(page).count()).to.equal(2)
  })

  it('[W51] [A134] is not tried where the browser doesn’t name it', async () => {
    const { laptop, page, putAway } = await atQuestion('Alice Unnamed', 'unnamed')
    await page.getByRole('heading', { name: QUESTION }).waitFor()
    await putAway()
    await press(laptop, 'Make a passkey here')
    await page.getByRole('heading', { name: 'Passkey added' }).waitFor()
    expect((await asked(page)).map(({ silently }) => silently)).to.deep.equal([false])
  })

  it('[W54] says nothing if it can’t be made, and tries it once', async () => {
    const { laptop, page, putAway } = await atQuestion('Alice Constrained', 'cannot')
    await hasAsked(page, true)
    await putAway()
    expect(await page.getByRole('heading', { level: 1 }).innerText()).to.equal(QUESTION)
    expect(await page.getByRole('alert').count()).to.equal(0)
    await press(laptop, 'Make a passkey here')
    await page.getByRole('heading', { name: 'Passkey added' }).waitFor()
    expect((await asked(page)).map(({ silently, ended }) => [silently, ended])).to.deep.equal([
      [true, 'ConstraintError'],
      [false, 'made'],
    ])
  })

  it('[W52] [W54] is refused if nobody was verified: the question stays, and “yes” leads to the account', async () => {
    const { laptop, page, putAway } = await atQuestion('Alice Unverified', 'makes-unverified')
    await hasAsked(page, false)
    const answered = page.waitForResponse('**/api/passkeys')
    await putAway()
    await go(page)
    const refused = await answered
    expect((await refused.json()).error.code).to.equal('passkey_refused')
    expect(await page.getByRole('heading', { level: 1 }).innerText()).to.equal(QUESTION)
    await press(laptop, 'Make a passkey here')
    await onAccount(page)
    await page.getByRole('dialog', { name: 'Add a passkey' }).waitFor()
    expect(await passkeyRows(page).count()).to.equal(2)
  })

  it('[W55] is told on all devices, and removed again with one button', async () => {
    const { owner, laptop, page, putAway } = await atQuestion('Alice Made', 'makes')
    await hasAsked(page, false)
    await putAway()
    await go(page)
    await page.getByText('A passkey was made on this device.').waitFor()
    await passkeyRows(owner.page).nth(2).waitFor()
    await press(laptop, 'Remove this passkey')
    await page.getByRole('heading', { name: 'Passkey removed' }).waitFor()
    await passkeyRows(owner.page).nth(2).getByText('Removed', { exact: true }).waitFor()
    expectNoComplaints(laptop)
  })
})

/** Runs in the page: records each `create()`, and plays a browser that makes passkeys silently. */
function record(standIn: StandIn): void {
  PublicKeyCredential.isConditionalMediationAvailable = async () => false
  if (standIn !== 'none') {
    PublicKeyCredential.getClientCapabilities = async () => ({ conditionalCreate: standIn !== 'unnamed' })
  }
  const all: Asked[] = []
  Object.assign(globalThis, { asked: all })
  const { credentials } = navigator
  const create = credentials.create.bind(credentials)
  credentials.create = async ({ mediation, publicKey, signal }: Silent = {}) => {
    const selection = publicKey?.authenticatorSelection
    const silently = mediation === 'conditional'
    const asked: Asked = {
      silently,
      userVerification: selection?.userVerification,
      ended: null,
      beside: all.some(({ ended }) => ended === null),
    }
    all.push(asked)
    try {
      if (silently && standIn === 'cannot') throw new DOMException('Nobody to verify.', 'ConstraintError')
      // The phone has to be put away first: it is excluded, and nobody touches anything else while it is there.
      if (silently && standIn.startsWith('makes')) await new Promise((go) => addEventListener('go', go))
      const made = await create({
        ...(silently && standIn === 'none' && { mediation }),
        ...(standIn !== 'makes-late' && { signal: signal! }),
        publicKey: publicKey!,
      })
      if (silently && standIn === 'makes-unverified') {
        // No attestation, so nothing is signed. The authenticator's data comes last, and its flags after 32 bytes.
        const answer = (made as PublicKeyCredential).response as AuthenticatorAttestationResponse
        const bytes = new Uint8Array(answer.attestationObject)
        bytes[bytes.length - answer.getAuthenticatorData().byteLength + 32]! &= ~4
      }
      asked.ended = 'made'
      return made
    } catch (error) {
      asked.ended = (error as Error).name
      throw error
    }
  }
}
