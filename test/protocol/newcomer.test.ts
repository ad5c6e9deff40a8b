import { expect } from 'chai'
import { block, command } from '../support/documented.ts'
import { type Newcomer, newcomer } from '../support/newcomer.ts'
import { PasskeyDevice } from '../support/passkey-device.ts'
import { bySize } from '../support/size.ts'

describe('what the documents tell people to type, in a folder like a newcomer’s', () => {
  let here: Newcomer
  before(() => {
    here = newcomer()
  })
  after(() => here.leave())

  it('starts Rekey, makes someone an admin beside it, and tells a site who is signed in', async () => {
    const { url, end } = await here.serve(command('npm start'))
    expect((await fetch(`${url}/lost-passkey`)).status).to.equal(200)
    const stranger = new PasskeyDevice(url)
    expect(await stranger.get('/api/session')).to.deep.equal({ signedIn: false })
    const device = await stranger.signUp('alice')
    expect(await device.get('/api/session')).to.deep.equal(
      JSON.parse(block('docs/integrate.md', '{ "signedIn": true')),
    )
    const granted = await here.run(command('npm run admin -- grant alice'))
    expect(granted.output).to.include('“alice” is an admin now')
    expect(granted.code).to.equal(0)
    await end()
  })

  it('checks the settings', async () => {
    const { code, output } = await here.run(command('npm start -- --check'))
    expect(output).to.include('The database is for RP_ID localhost, and up to date.')
    expect(code).to.equal(0)
  })

  const forPhones = [
    command('PUBLIC_URL=https://my-computer.local:8443 TRUST_PROXY=1 DATA_DIR=data/phone npm start'),
    command(
      'PUBLIC_URL=https://four-random-words.trycloudflare.com TRUST_PROXY=1 DATA_DIR=data/tunnel npm start',
    ),
  ]
  for (const text of bySize({ short: [], long: forPhones, full: forPhones })) {
    it(`starts it for a phone: ${text}`, async () => {
      const { url, end } = await here.serve(text)
      const { warnings } = await (await fetch(`${url}/readyz`)).json()
      const kinds = warnings.map(({ kind }: { kind: string }) => kind)
      expect(kinds).to.include('embedded').and.not.include('proxy')
      await end()
    })
  }
})
