import { expect } from 'chai'
import type { CreationOffer } from '../../shared/api.ts'
import { mature } from '../support/mature.ts'
import { newCommandId, PageDevice, qrOf, type Reply, viewOf } from '../support/page-device.ts'
import { claimOf, SignedInDevice } from '../support/signed-in-device.ts'
import { describeOnCommonSites, type Site } from '../support/sites.ts'

describeOnCommonSites('the main flow', (site: Site) => {
  it('[P12] replaces a lost passkey with the help of a device that is signed in', async () => {
    const approver = await new SignedInDevice(site.url).signUp('Alice Main')
    await addSecondPasskey(approver)
    const [lost, second] = (await approver.get('/api/account')).passkeys
    await mature(site, second!.id)
    await approver.connect()

    const page = await new PageDevice(site.url).connect()
    const opened = await page.open()
    const claimed = claimOf(await approver.scan(qrOf(opened)))
    expect(claimed.state).to.equal('matched')
    expect(claimed.account).to.equal('Alice Main')
    await page.until((view) => view.state === 'matched')

    const retire = { credentialId: lost!.id, mode: 'lost' as const }
    const approved = await approver.approve(claimed, { retire, endOtherSessions: true })
    expect(claimOf(approved).state).to.equal('approved')
    const shown = await page.until((view) => view.state === 'approved')
    expect(shown.account).to.equal('Alice Main')

    const newDevice = new SignedInDevice(site.url)
    const registered = await register(page, newDevice)
    expect(viewOf(registered).state).to.equal('registered')

    const { body } = await newDevice.signIn()
    expect(body.recovered).to.equal(true)
    const { passkeys, recoveries } = await newDevice.get('/api/account')
    expect(passkeys.at(-1)?.probationUntil, 'a day').to.be.within(...around(DAY_MS))
    expect(recoveries[0]?.undoUntil, 'a week').to.be.within(...around(7 * DAY_MS))
    expect(passkeys.map(({ status }) => status)).to.deep.equal(['suspended', 'active', 'active'])
    await page.until((view) => view.state === 'done')
    page.close()
    approver.close()
  })
})

const DAY_MS = 24 * 60 * 60_000

/** Written within the last minute: one moment, and so long after it. */
function around(ms: number): [number, number] {
  return [Date.now() + ms - 60_000, Date.now() + ms + 1_000]
}

async function addSecondPasskey(device: SignedInDevice): Promise<void> {
  const stepUp = await device.stepUp({ do: 'add-passkey' })
  const offer = await device.post('/api/passkeys/options', { stepUp })
  const added = await device.post('/api/passkeys', device.attest(offer.body))
  expect(added.error).to.equal(null)
}

async function register(page: PageDevice, device: SignedInDevice): Promise<Reply> {
  const offer = await page.send<{ options: CreationOffer['options'] }>(
    'register-options',
    page.message('register-options', {}),
  )
  if (!offer.ok) throw new Error(offer.error.code)
  const { id, response } = device.authenticator.create(offer.options)
  const { clientDataJSON, attestationObject, transports = [] } = response
  const body = { credentialId: id, clientDataJSON, attestationObject, transports }
  return page.send('register', page.message('register', body, newCommandId()))
}
