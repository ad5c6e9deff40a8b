import { expect } from 'chai'
import type { WireError } from '../../shared/errors.ts'
import { SignedInDevice } from '../support/signed-in-device.ts'
import { SignedPage } from '../support/signed-page.ts'
import { embeddedSite } from '../support/sites.ts'
import { newName } from './scene.ts'

const MOST_TRIES = 100

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly error: WireError | null
}

describe('what is refused because a budget is used up', () => {
  const site = embeddedSite({ env: { ASSISTED: 'on', LIMITS: 'step-up=10' } })
  const newPage = () => new SignedPage(site.url)

  /** Each way to use one up, with a page or device of its own. */
  const ways: Readonly<Record<string, () => () => Promise<Answer>>> = {
    '/api/sign-up/options': () => {
      const page = newPage()
      return () => page.post('/api/sign-up/options', { name: newName('Later') })
    },
    '/api/case/ask': () => {
      const page = newPage()
      return () => page.openCase('Somebody')
    },
    '/api/contact/ask': () => {
      const page = newPage()
      return () => page.askContact('Somebody')
    },
    '/api/email/ask': () => {
      const page = newPage()
      return () => page.askMail('somebody@example.com')
    },
  }

  for (const [path, begin] of Object.entries(ways))
    it(`[H91] says when to try again, in a header too: ${path}`, async () => {
      const send = begin()
      let last = await send()
      for (let tries = 1; last.status !== 429 && tries < MOST_TRIES; tries += 1) last = await send()
      expect([last.status, last.error?.code]).to.deep.equal([429, 'rate_limited'])
      const seconds = Math.max(1, Math.ceil(last.error!.retryAfterMs! / 1000))
      expect(last.headers.get('retry-after')).to.equal(String(seconds))
    })

  it('[H91] says so for what needs a session too', async () => {
    const device = await new SignedInDevice(site.url).signUp(newName('Later'))
    const send = () => device.post('/api/step-up', { action: { do: 'make-backup-codes' } })
    let last = await send()
    for (let tries = 1; last.status !== 429 && tries < MOST_TRIES; tries += 1) last = await send()
    expect(last.error?.code).to.equal('rate_limited')
    expect(Number(last.headers.get('retry-after'))).to.be.at.least(1)
  })
})
