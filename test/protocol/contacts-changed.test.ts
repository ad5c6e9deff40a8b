import { expect } from 'chai'
import { vouchTranscript } from '../../shared/contacts.ts'
import { runSql } from '../support/run-sql.ts'
import { describeOnBothSets } from '../support/sites.ts'
import { accountOf } from './admin-scene.ts'
import { deleteAccount, renameAccount } from './change-account.ts'
import { contactPeople } from './contact-people.ts'
import { addDevice, newName } from './scene.ts'
import { DAY } from './slow-scene.ts'

describeOnBothSets('recovery contacts, while accounts change', (site) => {
  const people = contactPeople(site)
  const { stores, newPage, withContact, vouch } = people

  /** A page whose person has the code that a contact read out. */
  async function vouched() {
    const all = await withContact()
    const page = newPage()
    const { secret } = (await page.askContact(all.owner.name)).body
    const { code } = await vouch(all.friend, secret)
    return { ...all, page, secret, code: code! }
  }
  type Vouched = Awaited<ReturnType<typeof vouched>>

  it('[F22] prove once, however many use their code at once on two nodes', async () => {
    const { owner, page, code } = await vouched()
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, turn) => page.proveVouched(code, turn % 2 ? site.url : site.otherUrl)),
    )
    expect(answers.filter(({ status }) => status === 200)).to.have.length(1)
    for (const { status, error } of answers.filter((one) => one.status !== 200))
      expect([status, error?.code]).to.deep.equal([404, 'code_invalid'])
    expect((await owner.device.get('/api/account')).underWay).to.have.length(1)
  })

  const between: Readonly<Record<string, (all: Vouched) => Promise<unknown>>> = {
    'left [F15]': async ({ friend, contactId }) => {
      const stepUp = await friend.stepUp({ do: 'leave-contact', contactId })
      return friend.post('/api/contacts/leave', { contactId, stepUp })
    },
    'was ended, and the seven days are over [F4]': async ({ owner, contactId }) => {
      const stepUp = await owner.device.stepUp({ do: 'end-contact', contactId })
      await owner.device.post('/api/contacts/end', { contactId, stepUp })
      await runSql(
        site,
        `update recovery_contacts set ends_at = ends_at - ${7 * DAY} where id = '${contactId}'`,
      )
    },
    'got their own account back by a recovery [F7]': async ({ friend }) => {
      await addDevice(friend)
      const accountId = await accountOf(stores, friend)
      await runSql(
        site,
        `update recoveries set method = 'pairing' where account_id = '${accountId}' and method = 'added'`,
      )
    },
    'had the passkey called stolen that they vouched with [F5]': async ({ friend }) => {
      const accountId = await accountOf(stores, friend)
      await runSql(site, `update credentials set status = 'suspended' where account_id = '${accountId}'`)
    },
    'deleted their account [F15]': ({ friend }) => deleteAccount(site, stores, friend),
  }
  for (const [what, change] of Object.entries(between))
    it(`[F20] prove nothing if the contact ${what} after they read the code out`, async () => {
      const all = await vouched()
      await change(all)
      expect((await all.page.proveVouched(all.code, site.otherUrl)).error?.code).to.equal('code_invalid')
      expect((await all.owner.device.get('/api/account')).underWay).to.deep.equal([])
    })

  it('[F25] confirm nothing if the account is renamed while they look at it, and are shown the new name', async () => {
    const { owner, friend } = await withContact()
    const { secret } = (await newPage().askContact(owner.name)).body
    const { body: shown } = await friend.post('/api/vouch/look', { secret })
    const name = newName('Renamed')
    await renameAccount(owner.device, name)
    expect((await vouch(friend, secret, site.otherUrl, vouchTranscript(shown))).error).to.equal(
      'step_up_refused',
    )
    const { looked, code } = await vouch(friend, secret)
    expect([looked.body.name, typeof code]).to.deep.equal([name, 'string'])
  })

  it('[F17] find nothing behind a link, and no code works, once the account is deleted that they vouch for', async () => {
    const { owner, friend, page, secret, code } = await vouched()
    await deleteAccount(site, stores, owner.device)
    expect((await vouch(friend, secret)).error).to.equal('code_invalid')
    expect((await page.proveVouched(code, site.otherUrl)).error?.code).to.equal('code_invalid')
    expect((await people.shownTo(friend)).vouchesFor).to.deep.equal([])
  })
})
