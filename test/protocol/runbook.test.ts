import { expect } from 'chai'
import { command } from '../support/documented.ts'
import { type Newcomer, newcomer } from '../support/newcomer.ts'
import { PasskeyDevice } from '../support/passkey-device.ts'
import { SignedPage } from '../support/signed-page.ts'

describe('what the runbook tells operators to type', function () {
  this.timeout(120_000) // Each command is a process of its own.
  let here: Newcomer
  before(() => {
    here = newcomer()
  })
  after(() => here.leave())

  it('lets somebody in who lost everything, takes a link back, and gives an admin a second account', async () => {
    const { url, end } = await here.serve(command('npm start'))
    const settings = { PUBLIC_URL: url }
    const type = (text: string) => here.run(text, settings)
    try {
      const lost = await new PasskeyDevice(url).signUp('alice')
      await lost.post('/api/sign-out', {})
      const link = async (text: string) => {
        const { output } = await type(text)
        const [, secret = ''] = /\/recover#([\w-]{22})$/m.exec(output) ?? []
        expect(output).to.include(`${url}/recover#${secret}`)
        return secret
      }

      const voided = await link(command('node dist/server/main.js --admin recover alice'))
      expect((await type(command('npm run admin -- void-link alice'))).output).to.include('is void')
      const page = new SignedPage(url)
      expect((await page.useLink(voided)).error?.code).to.equal('code_invalid')

      const { body } = await page.useLink(await link(command('npm run admin -- recover alice')))
      expect((await page.registerFor(body.recoveryId)).status).to.equal(200)
      expect((await page.signIn()).error).to.equal(null)
      expect((await type(command('npm run admin -- enrol alice'))).output).to.include('has or had a passkey')
      const undone = await type(command('npm run admin -- undo-recovery alice'))
      expect(undone.output).to.include('The recovery of “alice” is undone')
      expect((await page.signIn()).error?.code).to.equal('passkey_suspended')

      await new PasskeyDevice(url).signUp('alice-2')
      const granted = await type(command('npm run admin -- grant alice-2'))
      expect(granted.output).to.include('“alice-2” is an admin now')
      const revoked = await type(command('npm run admin -- revoke alice-2'))
      expect(revoked.output).to.include('is no longer an admin')
    } finally {
      await end()
    }
  })
})
