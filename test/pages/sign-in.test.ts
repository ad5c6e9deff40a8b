import { expect } from 'chai'
import { browserDevices } from '../support/devices.ts'
import { openSignedOut, signIn, signUp } from '../support/people.ts'
import { commonSite } from '../support/sites.ts'

describe('signing up, in and out in the browser', () => {
  const site = commonSite('embedded')
  const open = browserDevices()

  it('leads from a taken name to signing in, and to "Lost your passkey?"', async () => {
    await signUp((await open()).page, site.url, 'Alice First')
    const { page } = await open()
    await page.goto(`${site.url}/sign-up`)
    await page.getByRole('textbox', { name: 'Account name' }).fill('ALICE First')
    const refusal = page.getByRole('alert').filter({ hasText: 'This account name is taken.' })
    await refusal.getByRole('link', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await page.goBack()
    await page.getByRole('textbox', { name: 'Account name' }).fill('alice first')
    await refusal.getByRole('link', { name: 'Lost your passkey?' }).click()
    await page.getByRole('img', { name: 'QR code' }).waitFor()
  })

  it('says of a name what its own answer said, when the one about an older name comes late', async () => {
    await signUp((await open()).page, site.url, 'Alice Before')
    const { page } = await open()
    let letGo = () => {}
    const late = new Promise<void>((resolve) => {
      letGo = resolve
    })
    await page.route('**/api/sign-up/options', async (route) => {
      if (route.request().postDataJSON().name === 'Alice Before') await late
      await route.continue()
    })
    await page.goto(`${site.url}/sign-up`)
    const box = page.getByRole('textbox', { name: 'Account name' })
    const asked = page.waitForRequest('**/api/sign-up/options')
    await box.fill('Alice Before')
    const older = await asked
    const answered = page.waitForResponse('**/api/sign-up/options')
    await box.fill('Alice Behind')
    expect((await answered).status()).to.equal(200)
    letGo()
    expect((await older.response())?.status()).to.equal(409)
    await (await older.response())?.finished()
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))))
    expect(await page.getByText('This account name is taken.').count()).to.equal(0)
    await page.getByRole('button', { name: 'Create passkey' }).click()
    await page.waitForURL('**/account')
  })

  for (const [what, name, sentence] of [
    ['too long, and is not cut', `${'first.second.'.repeat(5)}@example.org`, 'This name is too long.'],
    ['of 40 emoji, which are 80 units of the box', '\u{1f98a}'.repeat(40), null],
    ['of two scripts', 'аliсe', 'This name mixes alphabets'],
    ['with something hidden inside', 'ada\u200blove', 'This name contains invisible characters'],
  ] as const) {
    it(`says the rule of a name that is ${what}`, async () => {
      const { page } = await open()
      await page.goto(`${site.url}/sign-up`)
      const box = page.getByRole('textbox', { name: 'Account name' })
      const answered = page.waitForResponse('**/api/sign-up/options')
      await box.fill(name)
      expect((await answered).request().postDataJSON().name).to.equal(name)
      expect(await box.inputValue()).to.equal(name)
      if (sentence) await page.getByRole('alert').filter({ hasText: sentence }).waitFor()
      else expect((await answered).status()).to.equal(200)
    })
  }

  it('says of a passkey with a long certificate what to do, without asking the server', async () => {
    const { page } = await open()
    await page.addInitScript(() => {
      const { credentials } = navigator
      const create = credentials.create.bind(credentials)
      credentials.create = async (options) => {
        const made = (await create(options)) as PublicKeyCredential
        // As long as what a TPM sends.
        Object.defineProperty(made.response, 'attestationObject', { value: new ArrayBuffer(4_422) })
        return made
      }
    })
    const sent: string[] = []
    page.on('request', (request) => sent.push(new URL(request.url()).pathname))
    await page.goto(`${site.url}/sign-up`)
    await page.getByRole('textbox', { name: 'Account name' }).fill('Alice Attests')
    await page.getByRole('button', { name: 'Create passkey' }).click()
    const refusal = page.getByRole('alert').filter({ hasText: 'a certificate that this site didn’t ask for' })
    await refusal.getByText('Create the passkey somewhere else').waitFor()
    expect(sent).to.not.include('/api/sign-up')
  })

  it('lets the browser offer passkeys in the textbox, and needs no name for the button', async () => {
    const { page } = await open()
    await signUp(page, site.url, 'Alice Back')
    await page.goto(`${site.url}/sign-in`)
    const name = page.getByRole('textbox', { name: 'Account name' })
    expect(await name.getAttribute('autocomplete')).to.equal('username webauthn')
    const options = page.waitForRequest('**/api/sign-in/options')
    await name.focus()
    await options
    await signIn(page, site.url)
  })

  it('[W50] leaves a passkey window open that was opened while suggestions were about to start', async () => {
    const { page } = await open()
    await signUp(page, site.url, 'Alice Opens')
    await page.addInitScript(() => {
      const { credentials } = navigator
      const get = credentials.get.bind(credentials)
      const canSuggest = PublicKeyCredential.isConditionalMediationAvailable()
      const heard = new EventTarget()
      const opened = new Promise((resolve) => heard.addEventListener('opened', resolve))
      const settled = new Promise((resolve) => heard.addEventListener('settled', resolve))
      // The browser says that it can suggest passkeys only after the window has opened, and the window waits for that.
      PublicKeyCredential.isConditionalMediationAvailable = async () => {
        document.body.dataset.asked = 'yes'
        await opened
        setTimeout(() => heard.dispatchEvent(new Event('settled')))
        return canSuggest
      }
      credentials.get = async (options) => {
        // Nobody chooses one of them.
        if (options?.mediation === 'conditional') return new Promise(() => {})
        heard.dispatchEvent(new Event('opened'))
        await settled
        options?.signal?.throwIfAborted()
        return get(options)
      }
    })
    await page.goto(`${site.url}/sign-in`)
    await page.getByRole('textbox', { name: 'Account name' }).focus()
    await page.locator('[data-asked]').waitFor()
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await page.waitForURL('**/account')
  })

  it('takes what answers that offer by itself once: a refused passkey is not tried again', async () => {
    const { page } = await open()
    await signUp(page, site.url, 'Alice Insists')
    let tries = 0
    await page.route('**/api/sign-in', (route) => {
      tries += 1
      return route.fulfill({ status: 403, json: { error: { code: 'passkey_refused' } } })
    })
    await page.goto(`${site.url}/sign-in`)
    const refusal = page.getByRole('alert').filter({ hasText: 'This passkey wasn’t accepted.' })
    await page.getByRole('textbox', { name: 'Account name' }).focus()
    await refusal.waitFor()
    // Long enough for another one: the button's own try begins later than one by itself would.
    await page.getByRole('textbox', { name: 'Account name' }).press('a')
    await page.evaluate(() => fetch('/api/session').then((answer) => answer.text()))
    const pressed = page.waitForResponse('**/api/sign-in')
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await pressed
    await refusal.waitFor()
    expect(tries).to.equal(2)
  })

  it('ends at the welcome page after "Sign out", also when news of it comes before the answer', async () => {
    const { page } = await open()
    const opening = page.waitForEvent('websocket')
    const following = opening.then((socket) =>
      socket.waitForEvent('framereceived', ({ payload }) => payload.toString().startsWith('40/account')),
    )
    await signUp(page, site.url, 'Alice Signs Out')
    await following
    const hungUp = (await opening).waitForEvent('close')
    await page.route('**/api/sign-out', async (route) => {
      const response = await route.fetch()
      await hungUp
      await route.fulfill({ response })
    })
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.waitForURL(`${site.url}/`)
    await page.getByRole('heading', { name: 'Welcome to Rekey' }).waitFor()
    await openSignedOut(page, site.url)
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await page.waitForURL('**/account')
  })

  it('goes back to a page of ours after signing in, and never to another site', async () => {
    const { context, page } = await open()
    await signUp(page, site.url, 'Alice Returns')
    const foreign: string[] = []
    await context.route(
      ({ origin }) => origin !== site.url,
      (route) => {
        foreign.push(route.request().url())
        return route.abort()
      },
    )
    const wishes = [
      ['/approve', '/approve'],
      ['//evil.example/', '/account'],
      ['/\\evil.example', '/account'],
      ['/.//evil.example', '/account'],
      ['https://evil.example/account', '/account'],
      [`${site.url.replace('localhost', 'localhost:1@evil.example')}/`, '/account'],
      ['/\t/evil.example', '/account'],
      ['javascript:alert(document.domain)', '/account'],
    ] as const
    for (const [wish, path] of wishes) {
      await page.goto(`${site.url}/sign-in?return_to=${encodeURIComponent(wish)}`)
      await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
      await page.waitForURL(({ pathname }) => pathname !== '/sign-in')
      expect(page.url(), wish).to.equal(`${site.url}${path}`)
    }
    expect(foreign).to.deep.equal([])
  })
})
