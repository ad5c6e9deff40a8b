import { expect } from 'chai'
import { CODE_MS, CODE_TRIES, LINK_MS } from '../../server/methods/contacts/lifetimes.ts'
import { createSlowLedger } from '../../server/stores/sql/recovery/slow/ledger.ts'
import type { CredentialId, RecoveryId } from '../../shared/ids.ts'
import { proveOnPage } from '../support/prove-on-page.ts'
import { contactsOfTwo, DAY } from './contacts-of-two.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { newPage } from './slow-scene.ts'
import { atOnce, codeOf, givePasskey, randomText, sampleCredential } from './sql-samples.ts'

onBothDatabases('the word of a contact', (sql) => {
  const late = (id: string, ms: number) =>
    sql.run(`update vouch_requests set expires_at = expires_at - ${ms} where id = '${id}'`)

  it('[F16] is asked for with a link that works for thirty minutes, and given with a code that works for ten', async () => {
    const two = await contactsOfTwo(sql)
    await two.counting()
    const id = randomText()
    const wish = { pageKey: newPage(), id, accountId: two.owner.accountId, requester: two.FROM }
    const told = await sql.one.vouches.ask(wish)
    expect(told.until - told.now).to.be.within(LINK_MS - 50, LINK_MS + 50)
    const found = await sql.other.vouches.find(id, two.friend.accountId)
    expect(found).to.deep.include({ accountId: two.owner.accountId, requester: two.FROM, askedAt: told.now })
    expect(await sql.one.vouches.countTry(wish.pageKey)).to.equal(null)
    const vouched = await two.vouch(id)
    expect(vouched.ok && vouched.until - vouched.now).to.be.within(CODE_MS - 50, CODE_MS + 50)
    expect([LINK_MS, CODE_MS]).to.deep.equal([1_800_000, 600_000])
    expect(await sql.one.vouches.countTry(wish.pageKey)).to.deep.equal({
      ...{ id, codeHash: `hash of ${id}`, accountId: two.owner.accountId },
    })
    await late(id, CODE_MS)
    expect(await sql.one.vouches.countTry(wish.pageKey)).to.equal(null)
    expect(await sql.other.vouches.find(id, two.friend.accountId)).to.equal(null)
    expect(codeOf(await two.vouch(id))).to.equal('code_invalid')
    expect(await two.spend(id)).to.equal(null)
    expect(await two.friend.actions()).to.include('vouched')
  })

  it('[F17] is asked of contacts of that account alone, and looks to all others like a link that was never made', async () => {
    const two = await contactsOfTwo(sql)
    const stranger = await contactsOfTwo(sql)
    await stranger.counting()
    const { id } = await two.ask()
    const seen = (who: typeof two, by = who.friend.accountId) => sql.one.vouches.find(id, by)
    expect(await seen(two)).to.equal(null)
    const contact = await two.name()
    expect(await seen(two)).to.equal(null)
    await two.agree(contact)
    expect((await seen(two))?.agreement.countsSince).to.equal(null)
    expect(codeOf(await two.vouch(id))).to.equal('contact_waits')
    await two.pass(7 * DAY)
    await two.carryOut()
    expect(await seen(two)).not.to.equal(null)
    for (const other of [stranger.friend.accountId, stranger.owner.accountId, two.owner.accountId])
      expect(await seen(two, other)).to.equal(null)
    expect(codeOf(await sql.one.vouches.vouch(stranger.friend.doing(stranger.own), id, 'hash'))).to.equal(
      'code_invalid',
    )
    await sql.one.contacts.leave(two.friend.doing(two.own), contact)
    expect(await seen(two)).to.equal(null)
  })

  it('[F17] is asked in vain where nobody has the name, with the same row', async () => {
    const two = await contactsOfTwo(sql)
    await two.counting()
    const known = await two.ask()
    const unknown = await two.ask(newPage(), null)
    const rows = await sql.otherDatabase.db
      .selectFrom('vouch_requests')
      .selectAll()
      .where('id', 'in', [known.id, unknown.id])
      .execute()
    const shapes = rows.map(({ id, page_key, account_id, asked_at, expires_at, ...rest }) => ({
      ...rest,
      lives: expires_at - asked_at,
    }))
    expect(shapes[0]).to.deep.equal(shapes[1])
    expect(await sql.one.vouches.find(unknown.id, two.friend.accountId)).to.equal(null)
  })

  it('[F20] [F5] [F6] is given with an old passkey that may approve, by what SQL has at that moment', async () => {
    const two = await contactsOfTwo(sql, 2)
    await two.counting()
    const [oldest, younger] = two.friend.ids as [CredentialId, CredentialId]
    const { id } = await two.ask()
    const fresh = sampleCredential(two.friend.accountId)
    await givePasskey(sql.one, fresh)
    expect(codeOf(await two.vouch(id, fresh.id))).to.equal('too_new')
    await two.friend.stolen(oldest, younger)
    expect(codeOf(await two.vouch(id, younger))).to.equal('passkey_suspended')
    expect(codeOf(await two.vouch(id, two.first))).to.equal('code_invalid')
    expect(codeOf(await two.vouch(id, oldest))).to.equal(null)
  })

  it('[F7] is not given by somebody whose own account was recovered during the last seven days', async () => {
    const two = await contactsOfTwo(sql)
    await two.counting()
    const { id } = await two.ask()
    const { id: recovered } = await two.friend.recover(two.own)
    expect((await sql.one.vouches.find(id, two.friend.accountId))?.recovered).to.equal(true)
    expect(codeOf(await two.vouch(id))).to.equal('contact_recovered')
    await two.friend.lapse(recovered)
    expect(codeOf(await two.vouch(id))).to.equal(null)
    await two.friend.add(two.own)
    expect((await sql.one.vouches.find(id, two.friend.accountId))?.recovered).to.equal(false)
  })

  it('[F18] is typed on the page that asked, and a page has the newest link alone', async () => {
    const two = await contactsOfTwo(sql)
    await two.counting()
    const { id, pageKey } = await two.ask()
    await two.vouch(id)
    expect(await sql.one.vouches.countTry(newPage())).to.equal(null)
    const again = await two.ask(pageKey)
    expect(await sql.one.vouches.countTry(pageKey)).to.equal(null)
    expect(await sql.one.vouches.find(id, two.friend.accountId)).to.equal(null)
    await two.vouch(again.id)
    expect((await sql.one.vouches.countTry(pageKey))?.id).to.equal(again.id)
  })

  it('[F19] counts each try before anything is compared, and no more than five', async () => {
    const two = await contactsOfTwo(sql)
    await two.counting()
    const { id, pageKey } = await two.ask()
    await two.vouch(id)
    const tries = await atOnce([sql.one, sql.other], 50, (one) => one.vouches.countTry(pageKey))
    expect(tries.filter((one) => one !== null)).to.have.length(CODE_TRIES)
  })

  it('[F21] comes to nothing once a contact says that it isn’t them, and the owner is told', async () => {
    const two = await contactsOfTwo(sql)
    await two.counting()
    const { id, pageKey } = await two.ask()
    await two.vouch(id)
    const stranger = await contactsOfTwo(sql)
    expect(await sql.one.vouches.deny({ accountId: stranger.friend.accountId, trace: {} }, id)).to.equal(null)
    expect(await sql.one.vouches.deny({ accountId: two.friend.accountId, trace: {} }, id)).to.equal(
      two.owner.accountId,
    )
    expect(await sql.one.vouches.countTry(pageKey)).to.equal(null)
    expect(await two.spend(id)).to.equal(null)
    expect(codeOf(await two.vouch(id))).to.equal('code_invalid')
    expect(await two.owner.actions()).to.include('contact-denied')
  })

  it('[F22] [R94] proves once, however many use it, and says whose word it is, and is as old as the contact counts', async () => {
    const two = await contactsOfTwo(sql)
    await two.counting()
    const [contact] = await two.list()
    const { id } = await two.ask()
    expect(await two.spend(id)).to.equal(null)
    await two.vouch(id)
    const spent = await atOnce([sql.database, sql.otherDatabase], 20, (database) => two.spend(id, database))
    expect(spent.filter((one) => one !== null)).to.deep.equal([
      { since: contact?.countsSince, method: 'contact', agreementId: contact?.id },
    ])
  })

  it('[F20] proves nothing if the contact may not vouch any more by then', async () => {
    const two = await contactsOfTwo(sql, 2)
    const contact = await two.counting()
    const [oldest, younger] = two.friend.ids as [CredentialId, CredentialId]
    const { id } = await two.ask()
    await two.vouch(id, younger)
    await two.friend.stolen(oldest, younger)
    expect(await two.spend(id)).to.equal(null)
    await sql.run(`update vouch_requests set used_at = null where id = '${id}'`)
    await two.vouch(id, oldest)
    await sql.one.contacts.leave(two.friend.doing(oldest), contact)
    expect(await two.spend(id)).to.equal(null)
  })

  it('[F27] begins a recovery that needs another proof, of which all are told', async () => {
    const two = await contactsOfTwo(sql)
    await two.counting()
    const { id, pageKey } = await two.ask()
    await two.vouch(id)
    const added = await proveOnPage(createSlowLedger(sql.database), {
      given: { accountId: two.owner.accountId, method: 'contact', evidence: id },
      ...{ pageKey, requester: two.FROM, level: 'hold' },
      recoveryId: randomText<RecoveryId>(),
    })
    expect(added !== 'void' && added.recovery).to.include({ state: 'collecting', method: 'contact' })
    expect(await two.owner.actions()).to.include('recovery-proof-added')
  })
})
