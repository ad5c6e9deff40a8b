import { expect } from 'chai'
import { eventually } from '../contract/eventually.ts'
import { runSql } from '../support/run-sql.ts'
import { describeOnBothSets } from '../support/sites.ts'
import { caseScene } from './case-scene.ts'
import { mailedPeople } from './mailed-people.ts'
import { DAY, HOUR, stop } from './slow-scene.ts'

/** Set before the sites start, because a site is told where the mail server is. */
const PORT = 20_000 + ((process.pid * 2 + 17) % 20_000)
const MAIL = { SMTP_URL: `smtp://127.0.0.1:${PORT}` }
const LIMITS = 'case-network=1000,case-browser=50,email-proof-network=1000,email-proof-browser=100'

const SAID = 'Two people from support checked who that is'
const EMAIL = 'wants to get back into your account with this address'
const INVALID = [404, { error: { code: 'code_invalid' } }]

describeOnBothSets(
  'the code of a case by mail, with real mail',
  (site) => {
    const { newPage, newOwner, newSupporter, checked, pass } = caseScene(site)
    const { server, inbox, mailTo, mailedOwner, addAddress, codeIn, caseCodeIn } = mailedPeople(
      site,
      PORT,
      newOwner,
    )
    const refuses = async (answer: Promise<{ status: number; body: unknown }>) => {
      const { status, body } = await answer
      expect([status, body]).to.deep.equal(INVALID)
    }
    const mailsTo = (address: string) =>
      inbox().filter(({ headers, text }) => headers.to === address && text.includes(SAID))

    /** A case that one supporter checked, for an owner with a mailbox, and where the second one can have its code mailed. */
    async function mailable() {
      const owner = await mailedOwner()
      const all = await checked(owner)
      const row = await all.second.find(all.own.number, site.otherUrl)
      const addressId = row?.ways?.mailTo[0]?.addressId ?? ''
      return { ...all, owner, row, addressId, mail: () => all.second.give(all.caseId, addressId) }
    }
    /** The same with its mail, and the code as people copy it. */
    async function mailed() {
      const all = await mailable()
      const given = await all.mail()
      if (given.error) throw new Error(`Refused: ${given.error.code}`)
      return { ...all, given: given.body, code: caseCodeIn(await mailTo(all.owner.address, SAID)) }
    }
    /** A code that was asked for by e-mail on a page. */
    async function askedCode(page: ReturnType<typeof newPage>, address: string) {
      const before = inbox().length
      await page.askMail(address)
      await eventually('the code by e-mail', async () =>
        inbox()
          .slice(before)
          .some(({ text }) => text.includes(EMAIL)),
      )
      return codeIn(await mailTo(address, EMAIL))
    }

    it('[C36] [C40] [M43] goes to the masked address that the supporter chose, and to nobody else', async () => {
      const { owner, own, second, supporter, row, given, page, code } = await mailed()
      const masked = `${owner.address[0]}…${owner.address.slice(owner.address.indexOf('@'))}`
      expect(row?.ways).to.deep.equal({
        read: true,
        mailTo: [{ addressId: row?.ways?.mailTo[0]?.addressId, masked }],
      })
      expect((await supporter.find(own.number))?.ways).to.equal(null)
      expect(Object.keys(given).sort()).to.deep.equal(['code', 'now', 'until'])
      expect([given.code, given.until - given.now]).to.deep.equal([null, DAY])
      expect(await second.find(own.number)).to.include({ state: 'confirmed', isMailed: true, codeByMe: true })
      const mail = await mailTo(owner.address, SAID)
      for (const said of [owner.name, own.number.slice(0, 4), 'Device:', 'Network:'])
        expect(mail.text.indexOf(said), said).to.be.within(0, mail.text.indexOf(code))
      expect(mail.html).to.include(code)
      expect(mail.text).to.include(`${site.url}/support-case`)
      await refuses(newPage().proveCase(code))
      expect((await page.proveCase(code, site.otherUrl)).body.state).to.equal('on-hold')
      for (const { process } of site.nodes) expect(process.output()).not.to.include(code.replaceAll(' ', ''))
      for (const { process } of site.nodes) expect(process.output()).not.to.include(code)
      const audit = await runSql(site, 'select detail from audit where detail is not null')
      for (const hidden of [code, code.replaceAll(' ', ''), owner.address])
        expect(JSON.stringify(audit)).not.to.include(hidden)
    })

    it('[C39] [C41] is told to the owner, and gives the page the answers of one that was read out', async () => {
      const { owner, page, own, code } = await mailed()
      const { news } = await owner.device.get('/api/account')
      expect(news.map(({ action }) => action)).to.include.members(['case-approved', 'case-code-mailed'])
      await mailTo(owner.address, 'Two people from support vouched for that person')
      const read = await mailable()
      await read.second.confirm(read.caseId)
      const [ofMailed, ofRead] = [await page.ownCase(), await read.page.ownCase(site.otherUrl)]
      expect(Object.keys(ofMailed.body.own ?? {}).sort()).to.deep.equal(
        Object.keys(ofRead.body.own ?? {}).sort(),
      )
      expect(ofMailed.body.own?.number).to.equal(own.number)
      const wrong = `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`
      for (const one of [page, read.page]) await refuses(one.proveCase(wrong))
      expect((await owner.device.get('/api/account')).news.map(({ action }) => action)).not.to.include(
        'recovery-proof-added',
      )
      expect((await read.owner.device.get('/api/account')).news.map(({ action }) => action)).not.to.include(
        'case-code-mailed',
      )
    })

    it('[R66] [E29] [C37] waits as a code by e-mail, is one proof beside one, and two beside a backup code', async () => {
      const { owner, page, code } = await mailed()
      const alone = await page.proveCase(code)
      expect(alone.body.proofs).to.deep.equal([
        { method: 'email', takenBy: 'assisted', at: alone.body.proofs[0]?.at, counts: true },
      ])
      expect(alone.body.until! - alone.body.now).to.be.within(7 * DAY - HOUR, 7 * DAY)
      const { underWay } = await owner.device.get('/api/account')
      expect(underWay.map(({ methods }) => methods)).to.deep.equal([['email']])
      // #57n A thief with the mailbox has that one proof, however often it is given.
      const both = await page.proveMailed(await askedCode(page, owner.address))
      expect([both.body.recoveryId, both.body.until]).to.deep.equal([alone.body.recoveryId, alone.body.until])
      const notices = inbox().filter(({ text }) =>
        text.includes('showed something that only you should have'),
      )
      expect(
        notices.some(({ headers, text }) => headers.to === owner.address && text.includes('/pause#')),
      ).to.equal(false)
      const two = await page.proveCode(owner.name, owner.code())
      expect(two.body.state).to.equal('ready')
      expect((await page.registerFor(two.body.recoveryId)).status).to.equal(200)
      expect((await page.signIn()).body).to.include({ recovered: true })
      const session = await page.get('/api/session')
      if (!session.signedIn) throw new Error('Not signed in.')
      expect(session.probationUntil! - Date.now()).to.be.within(71 * HOUR, 72 * HOUR)
    })

    it('[R66] is ended by any older passkey, also beside a code by e-mail', async () => {
      const { owner, page, code } = await mailed()
      await page.proveMailed(await askedCode(page, owner.address))
      const { body } = await page.proveCase(code)
      expect(body.proofs.map(({ method }) => method)).to.deep.equal(['email', 'email'])
      expect((await stop(owner.device, body.recoveryId)).body.outcome).to.equal('ended')
    })

    it('[R66] holds for a day beside the word of supporters that was read out', async () => {
      const { owner, page, code } = await mailed()
      const { body } = await page.proveCase(code)
      const again = (await page.openCase(owner.name)).body
      const [first, second] = [await newSupporter(), await newSupporter()]
      const row = await first.find(again.number)
      await first.vouch(row!.caseId)
      const read = await second.confirm(row!.caseId)
      const both = await page.proveCase(read.body.code)
      expect(both.body.recoveryId).to.equal(body.recoveryId)
      expect(both.body.until! - both.body.now).to.be.within(DAY - HOUR, DAY)
    })

    it('[C37] takes a supporter with the mailbox no further than the mailbox alone', async () => {
      // #57m Their own word is one of two, and the code goes to the mailbox.
      const { caseId, supporter, addressId, second, page, owner } = await mailable()
      const alone = await supporter.give(caseId, addressId)
      expect(alone.error?.code).to.equal('case_same_supporter')
      expect(mailsTo(owner.address)).to.deep.equal([])
      await second.give(caseId, addressId)
      const { body } = await page.proveCase(caseCodeIn(await mailTo(owner.address, SAID)))
      const thief = newPage()
      const byMail = await thief.proveMailed(await askedCode(thief, owner.address))
      expect(byMail.body.until! - byMail.body.now).to.be.closeTo(body.until! - body.now, 60_000)
    })

    it('[C37] goes to no address that is removed or switched off, and proves nothing once it is', async () => {
      const { owner, page, second, caseId, addressId, own, code } = await mailed()
      const switchTo = async (on: boolean) => {
        const stepUp = await owner.device.stepUp({ do: 'switch-email-recovery', on })
        return owner.device.post('/api/email/switch', { on, stepUp })
      }
      await switchTo(false)
      await refuses(page.proveCase(code, site.otherUrl))
      expect((await second.give(caseId, addressId)).error?.code).to.equal('case_no_such_way')
      expect((await second.find(own.number))?.ways).to.deep.equal({ read: true, mailTo: [] })
      expect((await second.confirm(caseId)).status).to.equal(200)
      await switchTo(true)
      const stepUp = await owner.device.stepUp({ do: 'remove-address', addressId })
      await owner.device.post('/api/addresses/remove', { addressId, stepUp })
      expect((await second.give(caseId, addressId)).error?.code).to.equal('case_no_such_way')
      await addAddress(owner.device, `another-${owner.address}`)
      const other = (await second.find(own.number))?.ways?.mailTo[0]?.addressId ?? ''
      expect((await second.give(caseId, other, site.otherUrl)).body.code).to.equal(null)
      const given = caseCodeIn(await mailTo(`another-${owner.address}`, SAID))
      expect((await page.proveCase(given)).body.state).to.equal('on-hold')
    })

    it('[C42] is mailed three times a day by a supporter, who still can read it out', async () => {
      const { owner, own, page, mail, second, caseId } = await mailable()
      for (let sent = 0; sent < 3; sent += 1) expect((await mail()).status).to.equal(200)
      expect((await mail()).error?.code).to.equal('rate_limited')
      expect((await second.find(own.number))?.isMailed).to.equal(true)
      await eventually('three mails', async () => mailsTo(owner.address).length === 3)
      const { body } = await second.confirm(caseId)
      const [first] = mailsTo(owner.address)
      await refuses(page.proveCase(caseCodeIn(first!)))
      expect((await page.proveCase(body.code)).body.proofs[0]?.method).to.equal('assisted')
      // Another supporter is not refused.
      const more = await checked(owner)
      const addressId = (await more.second.find(more.own.number))?.ways?.mailTo[0]?.addressId ?? ''
      expect((await more.second.give(more.caseId, addressId)).status).to.equal(200)
    })

    it('[C43] comes later when the mail server refuses, and its code works then', async () => {
      const { owner, page, mail } = await mailable()
      server().mood = 'is-full'
      expect((await mail()).status).to.equal(200)
      const of = `recipient = '${owner.address}' and state = 'waiting'`
      await eventually('it was refused', async () => {
        const rows = await runSql(site, `select content from mails where ${of} and why is not null`)
        return JSON.stringify(rows).includes('case-code')
      })
      expect(mailsTo(owner.address)).to.deep.equal([])
      server().mood = 'takes'
      await runSql(site, `update mails set due_at = 0 where ${of}`)
      const { body } = await page.proveCase(caseCodeIn(await mailTo(owner.address, SAID)))
      expect(body.state).to.equal('on-hold')
      await pass(body.recoveryId, 7 * DAY + HOUR)
      expect((await page.proveMailed(await askedCode(page, owner.address))).body.state).to.equal('ready')
    })
  },
  { env: { ...MAIL, ASSISTED: 'user', LIMITS } },
)
