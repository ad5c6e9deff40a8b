import { expect } from 'chai'
import { qrOf, viewOf } from '../support/page-device.ts'
import { claimOf } from '../support/signed-in-device.ts'
import { describeOnCommonSites } from '../support/sites.ts'
import {
  codeOf,
  dualClaimed,
  newApprover,
  newName,
  openPage,
  pinOf,
  refusedOpening,
  tabsOf,
} from './scene.ts'

describeOnCommonSites('a typed PIN', (site) => {
  it('[P7] is always followed by the return PIN', async () => {
    const { page, claim } = await dualClaimed(site)
    expect(claim.state).to.equal('claimed')
    expect(claim.reasons).to.deep.equal(['pin-way'])
    expect(claim.returnPin?.pin).to.match(/^\d{7}$/)
    await page.until((view) => view.state === 'claimed' && view.returnPin !== null)
  })

  it('is 8 characters that survive being read aloud, and forgives how they are typed', async () => {
    const approver = await newApprover(site, site.otherUrl)
    const pin = pinOf(await openPage(site, { name: approver.name.toUpperCase() }))
    expect(pin).to.match(/^[0-9A-HJKMNP-TV-Z]{8}$/)
    const lookAlikes = pin.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')
    const typed = ` ${lookAlikes.slice(0, 3)} ${lookAlikes.slice(3)}- `
    expect(claimOf(await approver.claim({ pin: typed })).state).to.equal('claimed')
  })

  it('can be asked for on a page that is open already; the codes before it are dead', async () => {
    const [approver, page] = await Promise.all([newApprover(site, site.otherUrl), openPage(site)])
    const before = qrOf(page.view)
    const { receipt } = (await approver.look(before)).body
    expect(viewOf(await page.typeName(approver.name))).to.include({ typedName: approver.name, state: 'open' })
    expect((await approver.look(before)).error?.code).to.equal('code_invalid')
    expect(codeOf(await approver.claim({ receipt }))).to.equal('code_invalid')
    expect(claimOf(await approver.claim({ pin: pinOf(page) })).account).to.equal(approver.name)
  })

  it('[P4] is worth nothing to another account, nor is the QR code beside it', async () => {
    const alice = await newApprover(site)
    const bob = await newApprover(site, site.otherUrl, newName('Bob'))
    const page = await openPage(site, { name: alice.name })
    const before = page.view
    expect(codeOf(await bob.claim({ pin: pinOf(page) }))).to.equal('code_invalid')
    expect(codeOf(await bob.scan(qrOf(page.view)))).to.equal('code_invalid')
    expect(viewOf(await page.state())).to.include({ state: 'open', version: before.version })
    expect(claimOf(await alice.scan(qrOf(page.view))).account).to.equal(alice.name)
  })

  it('[P4] is given for a name that nobody has too, and looks alike; nobody can claim it', async () => {
    const [approver, known] = await Promise.all([newApprover(site), newApprover(site)])
    const page = await openPage(site, { name: newName('Nobody') })
    const other = await openPage(site, { name: known.name })
    expect(alike(page.view)).to.deep.equal(alike(other.view))
    expect(codeOf(await approver.claim({ pin: pinOf(page) }))).to.equal('code_invalid')
    expect(codeOf(await approver.scan(qrOf(page.view)))).to.equal('code_invalid')
    expect(viewOf(await page.state()).state).to.equal('open')
  })

  it('[P3] works once, and neither after new codes nor after a deny', async () => {
    const approver = await newApprover(site, site.otherUrl)
    const page = await openPage(site, { name: approver.name })
    const old = pinOf(page)
    viewOf(await page.newCode())
    const pin = pinOf(page)
    expect(pin).to.not.equal(old)
    expect(codeOf(await approver.claim({ pin: old }))).to.equal('code_invalid')
    const [elsewhere] = await tabsOf(approver, 1, site.url)
    const claim = claimOf(await elsewhere!.claim({ pin }))
    expect(codeOf(await elsewhere!.claim({ pin }))).to.equal('already_claimed')
    claimOf(await approver.deny(claim.claimId))
    expect(codeOf(await elsewhere!.claim({ pin }))).to.equal('code_invalid')
    expect(viewOf(await page.state()).state).to.equal('denied')
  })

  it('[A28] [A83] finds the account however its name is typed: `ıpek` and `İpek` are one', async () => {
    const approver = await newApprover(site, site.otherUrl, newName('ıpek'))
    const page = await openPage(site, { name: `\u202d${approver.name.replace('ıpek', 'İPEK')}\u202c` })
    expect(claimOf(await approver.claim({ pin: pinOf(page) })).state).to.equal('claimed')
  })

  it('[P53] a name is typed before a claim, not under it', async () => {
    const { approver, page } = await dualClaimed(site)
    expect(codeOf(await page.typeName(newName('Mallory')))).to.equal('not_now')
    expect(viewOf(await page.state())).to.include({ state: 'claimed', typedName: approver.name })
  })

  it('[A84] [A85] [A86] [A87] takes a name that could be an account, and says its rule, as an opening does', async () => {
    const page = await openPage(site)
    for (const [name, code] of Object.entries(NO_NAMES)) {
      expect(codeOf(await page.typeName(name))).to.equal(code)
      expect((await refusedOpening(site, { name })).code).to.equal(code)
    }
    expect(viewOf(await page.state())).to.include({ state: 'open', typedName: null })
  })
})

const NO_NAMES = {
  '': 'name_empty',
  ' \u202e': 'name_empty',
  ['a'.repeat(65)]: 'name_too_long',
  ['a'.repeat(1_900)]: 'name_too_long',
  'a\u202eb': 'name_invisible_characters',
  'a\u0000b': 'name_unusable_characters',
  аliсe: 'name_mixed_scripts',
}

/** What could tell a page's name from another one, if it were told. */
function alike({ pairingId, ageMs, leftMs, typedName, codes, ...rest }: ReturnType<typeof viewOf>) {
  return { ...rest, fields: Object.keys(codes ?? {}), pinLength: codes?.pin?.length }
}
