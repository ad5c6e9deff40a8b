import { expect } from 'chai'
import { runSql } from '../support/run-sql.ts'
import { describeOnOwnSites } from '../support/sites.ts'
import { contactPeople } from './contact-people.ts'
import { addDevice } from './scene.ts'
import { DAY, HOUR } from './slow-scene.ts'

describeOnOwnSites('recovery contacts', (site) => {
  const people = contactPeople(site)
  const { newOwner, newFriend, newPage, name, shownTo, agree, passFor, withContact, vouch, prove } = people

  it('[F3] are named, agree, and count after seven days; both see it, and the contact no more than a name', async () => {
    const owner = await newOwner()
    const friend = await newFriend()
    expect((await name(owner.device, friend.name.toUpperCase())).status).to.equal(200)
    const [asked] = (await shownTo(owner.device)).contacts
    expect(asked).to.include({ name: friend.name.toUpperCase(), state: 'asked', end: null })
    const { requests } = await shownTo(friend)
    expect(requests).to.deep.equal([{ id: asked?.id, name: owner.name, agreedAt: null, from: null }])
    const agreed = await agree(friend, asked!.id)
    const [waiting] = (await shownTo(owner.device)).contacts
    expect(waiting).to.include({ state: 'waiting', countsFrom: agreed.body.countsFrom })
    expect((await shownTo(friend)).vouchesFor).to.deep.equal([
      { id: asked?.id, name: owner.name, agreedAt: waiting?.agreedAt, from: agreed.body.countsFrom },
    ])
    const early = await newPage().askContact(owner.name)
    expect((await vouch(friend, early.body.secret)).error).to.equal('contact_waits')
    await passFor([owner.device, friend], 7 * DAY)
    expect((await shownTo(owner.device)).contacts[0]).to.include({ state: 'counts', countsFrom: null })
    expect((await shownTo(friend)).vouchesFor[0]?.from).to.equal(null)
    expect((await owner.device.get('/api/account')).health.others).to.deep.equal([]) // [F29]
    const { news } = await owner.device.get('/api/account')
    expect(news.map(({ action }) => action)).to.include.members(['contact-agreed', 'contact-counts'])
  })

  it('[F9] [F10] look the same to their owner where nobody has the name, and where somebody refuses', async () => {
    const owner = await newOwner()
    const [friend, refuser] = [await newFriend(), await newFriend()]
    await refuser.post('/api/contacts/refuse-all', { refuses: true })
    const answers = []
    for (const whom of [friend.name, 'Nobody Has This Name', refuser.name])
      answers.push(await name(owner.device, whom))
    for (const { status, body } of answers) expect([status, body]).to.deep.equal([200, {}])
    const { contacts } = await shownTo(owner.device)
    await friend.post('/api/contacts/decline', { contactId: contacts[0]!.id })
    const rows = (await shownTo(owner.device)).contacts.map(({ id, name, askedAt, askedUntil, ...rest }) => ({
      ...rest,
      lasts: (askedUntil ?? 0) - askedAt,
    }))
    expect(rows).to.have.length(3)
    for (const row of rows) expect(row).to.deep.equal(rows[0])
    expect((await shownTo(refuser)).requests).to.deep.equal([])
    expect((await shownTo(friend)).requests).to.deep.equal([])
    expect((await name(owner.device, 'One more')).error?.code).to.equal('too_many_contacts')
  })

  it('[F24] are somebody else: nobody names their own account', async () => {
    const owner = await newOwner()
    expect((await name(owner.device, owner.name.toUpperCase())).error?.code).to.equal('contact_self')
  })

  it('[F8] are asked twice a day by the same account, and no more', async () => {
    const owner = await newOwner()
    for (const whom of ['Somebody else', (await newFriend()).name]) {
      for (let named = 0; named < 2; named += 1) {
        expect((await name(owner.device, whom)).status, whom).to.equal(200)
        const contactId = (await shownTo(owner.device)).contacts.at(-1)!.id
        const stepUp = await owner.device.stepUp({ do: 'end-contact', contactId })
        await owner.device.post('/api/contacts/end', { contactId, stepUp })
      }
      expect((await name(owner.device, whom)).error?.code, whom).to.equal('rate_limited')
    }
  })

  it('[F28] bring somebody back with a backup code, after three days and a second word, on probation', async () => {
    const { owner, friend } = await withContact()
    const page = newPage()
    await page.proveCode(owner.name, owner.code())
    const { body } = await prove(page, owner.name, friend)
    expect([body.state, body.proofs.map(({ method }) => method)]).to.deep.equal([
      'on-hold',
      ['backup-code', 'contact'],
    ])
    expect(body.until! - body.now).to.be.within(3 * DAY - HOUR, 3 * DAY)
    expect((await page.offerFor(body.recoveryId)).error?.code).to.equal('not_now')
    await people.pass(body.recoveryId, 3 * DAY + HOUR)
    expect((await page.stateOf(body.recoveryId)).body.state).to.equal('needs-proof-again')
    await passFor([friend], 3 * DAY + HOUR)
    expect((await prove(page, owner.name, friend)).body.state).to.equal('ready')
    expect((await page.registerFor(body.recoveryId)).status).to.equal(200)
    expect((await page.signIn()).body).to.include({ recovered: true })
    const session = await page.get('/api/session')
    if (!session.signedIn) throw new Error('Not signed in.')
    expect(session.probationUntil! - Date.now()).to.be.within(71 * HOUR, 72 * HOUR)
  })

  it('[F27] who push get nothing: their word alone waits for another proof, and the owner sees and stops it', async () => {
    const { owner, friend } = await withContact()
    const page = newPage()
    const { body } = await prove(page, owner.name, friend)
    expect([body.state, body.until]).to.deep.equal(['needs-another-proof', null])
    expect(body.passkeys).to.deep.equal([])
    await people.pass(body.recoveryId, 5 * DAY)
    expect((await page.stateOf(body.recoveryId)).body.state).to.equal('needs-another-proof')
    expect((await page.offerFor(body.recoveryId)).error?.code).to.equal('not_now')
    const { underWay } = await owner.device.get('/api/account')
    expect(underWay.map(({ methods, stop }) => [methods, stop])).to.deep.equal([[['contact'], 'ends']])
    const stepUp = await owner.device.stepUp({ do: 'stop-recovery', recoveryId: body.recoveryId })
    const stopped = await owner.device.post('/api/recoveries/stop', { recoveryId: body.recoveryId, stepUp })
    expect(stopped.body.outcome).to.equal('ended')
    const ended = await owner.device.stepUp({
      do: 'end-contact',
      contactId: (await shownTo(owner.device)).contacts[0]!.id,
    })
    expect(ended.challengeId).to.be.a('string')
  })

  it('[F17] [F18] gain strangers nothing by a link or a code that they got hold of', async () => {
    const { owner, friend } = await withContact()
    const page = newPage()
    const { body } = await page.askContact(owner.name)
    const stranger = await newFriend()
    const signedOut = await newPage().post('/api/vouch/look', { secret: body.secret })
    expect(signedOut.error?.code).to.equal('not_signed_in')
    for (const who of [stranger, owner.device])
      expect((await vouch(who, body.secret)).error).to.equal('code_invalid')
    const denied = await stranger.post('/api/vouch/deny', { secret: body.secret })
    expect(denied.error?.code).to.equal('code_invalid')
    const { code, looked } = await vouch(friend, body.secret)
    expect(Object.keys(looked.body).sort().join()).to.equal('askedAt,device,name,network,place,requestId')
    expect(looked.body.name).to.equal(owner.name)
    expect((await newPage().proveVouched(code!)).error?.code).to.equal('code_invalid')
    expect((await page.proveVouched(code!, site.otherUrl)).body.state).to.equal('needs-another-proof')
    expect((await page.proveVouched(code!)).error?.code).to.equal('code_invalid')
  })

  it('[F19] are believed for the code that they read out, which can be typed five times', async () => {
    const { owner, friend } = await withContact()
    const page = newPage()
    const { code } = await vouch(friend, (await page.askContact(owner.name)).body.secret)
    const wrong = String((Number(code) + 1) % 100_000_000).padStart(8, '0')
    for (let tried = 0; tried < 5; tried += 1)
      expect((await page.proveVouched(wrong)).error?.code).to.equal('code_invalid')
    expect((await page.proveVouched(code!)).error?.code).to.equal('code_invalid')
    expect((await owner.device.get('/api/account')).underWay).to.deep.equal([])
  })

  it('[F25] confirm exactly what the dialog showed', async () => {
    const { owner, friend } = await withContact()
    const { body } = await newPage().askContact(owner.name)
    const { error } = await vouch(friend, body.secret, site.url, 'something else')
    expect(error).to.equal('step_up_refused')
  })

  it('[F6] [F7] [F5] vouch with a passkey of their own that nobody took from them', async () => {
    const { owner, friend } = await withContact()
    const { body } = await newPage().askContact(owner.name)
    const stolen = await addDevice(friend)
    await stolen.signIn()
    const refused = await vouch(stolen, body.secret).catch(String)
    expect(refused).to.contain('no passkey for that')
    const { requestId } = (await friend.post('/api/vouch/look', { secret: body.secret })).body
    const { body: offer } = await friend.post('/api/step-up', {
      action: { do: 'vouch', requestId, shown: '' },
    })
    expect(offer.options.allowCredentials).to.have.length(1)
    const accountId = (
      await runSql(
        site,
        `select contact_id as id from recovery_contacts where contact_id is not null order by asked_at desc limit 1`,
      )
    )[0]?.id
    await runSql(
      site,
      `update recoveries set method = 'pairing' where account_id = '${accountId}' and method = 'added'`,
    )
    expect((await vouch(friend, body.secret)).error).to.equal('contact_recovered')
  })

  it('[F21] say that it isn’t them, and the owner is told', async () => {
    const { owner, friend } = await withContact()
    const page = newPage()
    const { body } = await page.askContact(owner.name)
    const { code } = await vouch(friend, body.secret)
    expect((await friend.post('/api/vouch/deny', { secret: body.secret })).status).to.equal(200)
    expect((await page.proveVouched(code!)).error?.code).to.equal('code_invalid')
    expect((await vouch(friend, body.secret)).error).to.equal('code_invalid')
    const { news } = await owner.device.get('/api/account')
    expect(news.map(({ action }) => action)).to.include('contact-denied')
  })

  it('[F15] leave at once, and vouch no more', async () => {
    const { owner, friend, contactId } = await withContact()
    const { body } = await newPage().askContact(owner.name)
    const stepUp = await friend.stepUp({ do: 'leave-contact', contactId })
    expect((await friend.post('/api/contacts/leave', { contactId, stepUp })).status).to.equal(200)
    expect((await vouch(friend, body.secret)).error).to.equal('code_invalid')
    expect((await shownTo(owner.device)).contacts).to.deep.equal([])
  })

  it('[F13] stay for seven days when their owner ends it, who can take that back', async () => {
    const { owner, friend, contactId } = await withContact()
    const end = await owner.device.stepUp({ do: 'end-contact', contactId })
    const { body } = await owner.device.post('/api/contacts/end', { contactId, stepUp: end })
    expect((await shownTo(owner.device)).contacts[0]?.end?.at).to.equal(body.endsAt)
    expect((await vouch(friend, (await newPage().askContact(owner.name)).body.secret)).error).to.equal(null)
    const keep = await owner.device.stepUp({ do: 'keep-contact', contactId })
    await owner.device.post('/api/contacts/keep', { contactId, stepUp: keep })
    expect((await shownTo(owner.device)).contacts[0]?.end).to.equal(null)
  })

  it('[F17] answers a page the same, whoever has the name it asks for', async () => {
    const { owner } = await withContact()
    const alone = await newOwner()
    for (const whom of [owner.name, alone.name, 'Nobody Is Called So']) {
      const { status, body } = await newPage().askContact(whom)
      expect([status, Object.keys(body).sort().join()], whom).to.deep.equal([200, 'now,secret,until'])
      expect(body.until - body.now).to.be.within(1_799_950, 1_800_050)
    }
    expect((await newPage().askContact('')).error?.code).to.equal('name_empty')
    expect((await newPage().proveVouched('12345678')).error?.code).to.equal('code_invalid')
    expect((await newPage().proveVouched('1234')).error?.code).to.equal('code_invalid')
  })
})

describeOnOwnSites(
  'recovery contacts that are switched off',
  (site) => {
    const { newOwner, newPage, name } = contactPeople(site)

    it('[F23] answers as if there were none', async () => {
      const owner = await newOwner()
      expect((await name(owner.device, 'Somebody')).error?.code).to.equal('not_found')
      expect((await newPage().askContact(owner.name)).error?.code).to.equal('not_found')
      expect((await owner.device.get('/api/account')).readiness.contact).to.equal(null)
    })
  },
  { env: { CONTACTS: 'off' } },
  ['embedded'],
)
