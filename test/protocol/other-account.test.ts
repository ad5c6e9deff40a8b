import { expect } from 'chai'
import type { RecoveryId } from '../../shared/ids.ts'
import type { ProofPath } from '../../shared/slow-recovery.ts'
import { randomText } from '../contract/sql-samples.ts'
import type { SignedInDevice } from '../support/signed-in-device.ts'
import type { SignedPage } from '../support/signed-page.ts'
import { describeOnBothSets } from '../support/sites.ts'
import { caseScene } from './case-scene.ts'
import { contactPeople } from './contact-people.ts'
import { mailedPeople } from './mailed-people.ts'
import { stop } from './slow-scene.ts'

/** Set before the sites start, because a site is told where the mail server is. */
const PORT = 20_000 + ((process.pid * 2 + 23) % 20_000)
const SAID = 'wants to get back into your account with this address'
const INVALID = [404, { error: { code: 'code_invalid' } }]
const OTHER = [409, { error: { code: 'other_account' } }]

/** A page, the device of the account whose proof it has, and the post that gives it. */
interface Given {
  readonly page: SignedPage
  readonly device: SignedInDevice
  readonly give: () => ReturnType<SignedPage['proveCode']>
}

describeOnBothSets(
  'a page that keeps a recovery, and a proof of another account',
  (site) => {
    const { newPage, newOwner, confirmed } = caseScene(site)
    const { withContact, vouch } = contactPeople(site)
    const { mailTo, mailedOwner, codeIn, linkOf } = mailedPeople(site, PORT, newOwner)

    async function mailed() {
      const [page, { device, address }] = [newPage(), await mailedOwner()]
      await page.askMail(address)
      return { page, device, mail: await mailTo(address, SAID) }
    }
    const proofs: Record<ProofPath, () => Promise<Given>> = {
      async '/api/backup-codes/prove'() {
        const [page, { device, name, code }] = [newPage(), await newOwner()]
        const typed = code()
        return { page, device, give: () => page.proveCode(name, typed, site.otherUrl) }
      },
      async '/api/email/prove'() {
        const { page, device, mail } = await mailed()
        return { page, device, give: () => page.proveMailed(codeIn(mail), site.otherUrl) }
      },
      async '/api/email-link/prove'() {
        const { page, device, mail } = await mailed()
        return { page, device, give: () => page.useMailedLink(linkOf(mail).secret, site.otherUrl) }
      },
      async '/api/contact/prove'() {
        const [page, { owner, friend }] = [newPage(), await withContact()]
        const { code } = await vouch(friend, (await page.askContact(owner.name)).body.secret)
        return { page, device: owner.device, give: () => page.proveVouched(code ?? '', site.otherUrl) }
      },
      async '/api/operator-link/prove'() {
        const [page, { device, link }] = [newPage(), await newOwner()]
        const secret = await link()
        return { page, device, give: () => page.useLink(secret, site.otherUrl) }
      },
      async '/api/case/prove'() {
        const { page, owner, code } = await confirmed()
        return { page, device: owner.device, give: () => page.proveCase(code, site.otherUrl) }
      },
    }
    /** The page begins the recovery of somebody else, and keeps it. */
    async function keeping({ page }: Pick<Given, 'page'>) {
      const owner = await newOwner()
      const { body } = await page.proveCode(owner.name, owner.code())
      page.keeps = body.recoveryId
      return { owner, id: body.recoveryId }
    }
    const underWay = async (device: SignedInDevice) => (await device.get('/api/account')).underWay.length

    for (const [path, made] of Object.entries(proofs))
      it(`[R74] are refused and nothing is spent, by ${path}`, async () => {
        const given = await made()
        const { page, device, give } = given
        const { id } = await keeping(given)
        const { status, body } = await give()
        expect([status, body]).to.deep.equal(OTHER)
        expect((await page.stateOf(id)).body.state).to.equal('on-hold')
        expect(await underWay(device)).to.equal(0)
        // The person starts again with it.
        page.keeps = null
        expect((await give()).status).to.equal(200)
        expect(await underWay(device)).to.equal(1)
      })

    it('[R74] tells nobody who has no good proof, and nothing of what another page keeps', async () => {
      const [{ page }, elsewhere] = [await proofs['/api/backup-codes/prove'](), newPage()]
      await keeping({ page })
      const { name, code } = await newOwner()
      const [used, good] = [code(), code()]
      await elsewhere.proveCode(name, used)
      for (const wrong of [used, '3-K7Q2-9XWD-5M4T-B8EA']) {
        const { status, body } = await page.proveCode(name, wrong)
        expect([status, body]).to.deep.equal(INVALID)
      }
      expect((await page.proveCode(name, good)).error?.code).to.equal('other_account')
      const { id } = await keeping({ page: newPage() })
      for (const keeps of [id, randomText<RecoveryId>()]) {
        const other = newPage()
        other.keeps = keeps
        expect((await other.proveCode(name, code())).status).to.equal(200)
      }
    })

    it('[R74] keeps no page from adding to what it keeps, or from beginning anew once that is over', async () => {
      const page = newPage()
      const { owner, id } = await keeping({ page })
      expect((await page.proveCode(owner.name, owner.code())).body.recoveryId).to.equal(id)
      await stop(owner.device, id)
      const { name, code } = await newOwner()
      expect((await page.proveCode(name, code())).body.state).to.equal('on-hold')
    })
  },
  {
    env: {
      SMTP_URL: `smtp://127.0.0.1:${PORT}`,
      ASSISTED: 'user',
      LIMITS: 'case-network=1000,case-browser=50,sign-up=1000',
    },
  },
)
