import { expect } from 'chai'
import { type HeldPasskey, healthOf, type Means, verdictOn } from '../../server/recovery/health.ts'
import type { BackupCodeSet, BackupCodesReadiness } from '../../shared/backup-codes.ts'
import type { ContactRow } from '../../shared/contacts.ts'
import type { EmailReadiness } from '../../shared/email-recovery.ts'
import type { CredentialId } from '../../shared/ids.ts'
import type { PasskeySpread } from '../../shared/readiness.ts'

const onLaptop: HeldPasskey = {
  ...{ status: 'active', calledOut: false, leaving: false, synced: false, backedUp: false },
  ...{ transports: ['internal'], boundDevice: 'Chrome on Windows' },
}
const onPhone: HeldPasskey = { ...onLaptop, boundDevice: 'Chrome on Android' }
const onKey: HeldPasskey = { ...onLaptop, transports: ['usb'] }
const inManager: HeldPasskey = { ...onPhone, synced: true, backedUp: true }

const ofTen: BackupCodeSet = {
  ...{ id: 'a set', madeAt: 1, madeBy: 'a passkey' as CredentialId, saved: true, left: 10 },
  ...{ used: 0, renewed: null, lastUsedAt: null, triedAt: 1 },
}
const ready: BackupCodesReadiness = {
  ...{ required: false, state: 'ready', set: ofTen, countsSince: 5, next: null, off: null },
}
const none: BackupCodesReadiness = { ...ready, state: 'off', set: null }

const means = (passkeys: readonly HeldPasskey[], codes: BackupCodesReadiness | null, more?: Partial<Means>) =>
  ({
    passkeys,
    readiness: { 'backup-code': codes, email: null, contact: null, assisted: null },
    level: 'hold',
    addresses: null,
    disputedSince: null,
    ...more,
  }) as const

describe('whether the owner of an account would get back in', () => {
  /** Where the passkeys are -> the verdict with no other method, with one and with two: by one proof, and with AAL2. */
  const TABLE: Record<PasskeySpread, Record<Means['level'], readonly string[]>> = {
    none: { hold: ['red', 'amber', 'amber'], aal2: ['red', 'red', 'amber'] },
    'one-device': { hold: ['red', 'amber', 'green'], aal2: ['red', 'red', 'green'] },
    'one-manager': { hold: ['amber', 'green', 'green'], aal2: ['amber', 'amber', 'green'] },
    'maybe-one-device': { hold: ['amber', 'green', 'green'], aal2: ['amber', 'amber', 'green'] },
    several: { hold: ['green', 'green', 'green'], aal2: ['green', 'green', 'green'] },
  }

  for (const [spread, byLevel] of Object.entries(TABLE) as [PasskeySpread, (typeof TABLE)['none']][]) {
    for (const [level, verdicts] of Object.entries(byLevel) as [Means['level'], readonly string[]][])
      it(`is ${verdicts.join(', ')} with passkeys "${spread}", ${level}, and no, one or two other methods [V1] [V4]`, () => {
        expect([0, 1, 2].map((others) => verdictOn(spread, others, level))).to.deep.equal(verdicts)
      })
  }

  it('never gets worse by one more method, nor by a passkey that is on one more thing [V1]', () => {
    const worth = ['red', 'amber', 'green']
    const better = ['none', 'one-device', 'maybe-one-device', 'several'] as const
    for (const level of ['hold', 'aal2'] as const)
      for (const others of [0, 1, 2])
        better.forEach((spread, place) => {
          const before = worth.indexOf(verdictOn(spread, others, level))
          expect(worth.indexOf(verdictOn(spread, others + 1, level))).to.be.least(before)
          const next = better[place + 1]
          if (next) expect(worth.indexOf(verdictOn(next, others, level))).to.be.least(before)
        })
  })

  const spreadOf = (...passkeys: HeldPasskey[]) => healthOf(means(passkeys, null)).passkeys

  it('depends on what each passkey is lost with [V3]', () => {
    expect(spreadOf()).to.equal('none')
    expect(spreadOf(onLaptop)).to.equal('one-device')
    expect(spreadOf(onKey)).to.equal('one-device')
    expect(spreadOf(inManager)).to.equal('one-manager')
    expect(spreadOf({ ...inManager, backedUp: false })).to.equal('one-device')
    expect(spreadOf(onLaptop, onLaptop)).to.equal('maybe-one-device')
    expect(spreadOf(onPhone, { ...inManager, backedUp: false })).to.equal('maybe-one-device')
    for (const other of [onPhone, onKey, inManager]) expect(spreadOf(onLaptop, other)).to.equal('several')
    expect(spreadOf(onKey, onKey)).to.equal('several')
    expect(spreadOf(inManager, inManager)).to.equal('several')
  })

  it('counts no passkey that does not work, or is going to leave [V2]', () => {
    for (const status of ['unproven', 'suspended', 'frozen', 'removed'] as const)
      expect(spreadOf({ ...onPhone, status }, onLaptop), status).to.equal('one-device')
    expect(spreadOf({ ...onPhone, calledOut: true }, onLaptop)).to.equal('one-device')
    expect(spreadOf({ ...onPhone, leaving: true }, onLaptop)).to.equal('one-device')
  })

  const next = { ...ofTen, countsFrom: 9 }
  const CODES: readonly (readonly [string, BackupCodesReadiness | null, boolean, string | null])[] = [
    ['not offered', null, false, null],
    ['none', none, false, 'make-codes'],
    ['ten', ready, true, null],
    ['ten, never tried', { ...ready, set: { ...ofTen, triedAt: null } }, true, 'try-codes'],
    ['ten that nobody saved', { ...ready, set: { ...ofTen, saved: false } }, false, 'save-codes'],
    ['three', { ...ready, state: 'weak', set: { ...ofTen, left: 3 } }, true, 'renew-codes'],
    ['all used', { ...ready, state: 'used-up', set: { ...ofTen, left: 0 } }, false, 'renew-codes'],
    ['ten that leave', { ...ready, off: { at: 9, by: ofTen.madeBy } }, false, 'keep-codes'],
    ['new ones that wait', { ...none, state: 'waiting', next }, false, null],
    ['new ones that wait, unsaved', { ...none, next: { ...next, saved: false } }, false, 'save-codes'],
    ['three, and new ones that wait', { ...ready, state: 'weak', next }, true, null],
  ]

  for (const [what, codes, help, step] of CODES) {
    it(`with backup codes: ${what} [V5] [V6]`, () => {
      const one = healthOf(means([onLaptop], codes))
      expect(one.others).to.deep.equal(help ? ['backup-code'] : [])
      expect(one.verdict).to.equal(help ? 'amber' : 'red')
      expect(one.next).to.deep.equal(['add-passkey', ...(step ? [step] : [])])
      expect(healthOf(means([onLaptop, onKey], codes)).next).to.deep.equal(step ? [step] : [])
    })
  }

  it('names the two steps that help most, and an address where mail is sent and none is confirmed [V6]', () => {
    const nextOf = (...of: Parameters<typeof means>) => healthOf(means(...of)).next
    expect(nextOf([onLaptop], none, { addresses: 0 })).to.deep.equal(['add-passkey', 'make-codes'])
    expect(nextOf([onLaptop], ready, { addresses: 0 })).to.deep.equal(['add-passkey', 'add-address'])
    expect(nextOf([onLaptop], ready, { addresses: 1 })).to.deep.equal(['add-passkey'])
    expect(nextOf([onLaptop, onKey], ready, { addresses: 1 })).to.deep.equal([])
  })

  const mailed: EmailReadiness = {
    ...{ required: false, on: true, onSince: null, change: null },
    ...{ addresses: 1, countsSince: 5, countsFrom: null },
  }
  const change = { at: 9, by: ofTen.madeBy }
  const MAILS: readonly (readonly [string, EmailReadiness, boolean, string | null])[] = [
    ['on, with an address', mailed, true, null],
    ['on, with an address that does not count yet', { ...mailed, addresses: 0, countsFrom: 9 }, false, null],
    ['on, and it will be off', { ...mailed, change }, false, 'keep-email'],
    ['off', { ...mailed, on: false }, false, 'switch-on-email'],
    ['off, without an address', { ...mailed, on: false, addresses: 0 }, false, null],
    ['off, and it will be on', { ...mailed, on: false, change }, false, null],
  ]

  for (const [what, email, help, step] of MAILS) {
    it(`with e-mail: ${what} [V6] [V14]`, () => {
      const readiness = { 'backup-code': null, email, contact: null, assisted: null }
      const one = healthOf(means([onLaptop], null, { readiness, addresses: 1 }))
      expect(one.others).to.deep.equal(help ? ['email'] : [])
      expect(one.verdict).to.equal(help ? 'amber' : 'red')
      expect(one.next).to.deep.equal(['add-passkey', ...(step ? [step] : [])])
    })
  }

  it('is green with one passkey, backup codes and e-mail, also where one of them is not enough [V14]', () => {
    const readiness = { 'backup-code': ready, email: mailed, contact: null, assisted: null }
    for (const level of ['hold', 'aal2'] as const) {
      const both = healthOf(means([onLaptop], ready, { readiness, level }))
      expect([both.verdict, both.others]).to.deep.equal(['green', ['backup-code', 'email']])
    }
  })

  it('counts nothing in a dispute that counts only since it began, and names it [V17]', () => {
    const contact = { ...noContact, contacts: [counting], countsSince: 5 }
    const judged = (disputedSince: number | null, email: EmailReadiness | null = mailed) => {
      const readiness = { 'backup-code': ready, email, contact, assisted: null }
      const { verdict, others, tooNew } = healthOf(means([onLaptop], ready, { readiness, disputedSince }))
      return { verdict, others, tooNew }
    }
    const all = ['backup-code', 'email', 'contact'] as const
    for (const since of [null, 6])
      expect(judged(since)).to.deep.equal({ verdict: 'green', others: all, tooNew: [] })
    for (const since of [5, 4])
      expect(judged(since)).to.deep.equal({ verdict: 'red', others: [], tooNew: all })
    expect(judged(6, { ...mailed, countsSince: 7 }).tooNew).to.deep.equal(['email'])
    const waiting = { ...none, next } as const
    expect(healthOf(means([onLaptop], waiting)).tooNew).to.deep.equal([])
    const made = healthOf(means([onLaptop], waiting, { disputedSince: 6 }))
    expect([made.verdict, made.tooNew]).to.deep.equal(['red', ['backup-code']])
  })

  it('names no step where no passkey is left that could confirm it [V7]', () => {
    expect(healthOf(means([], none, { addresses: 0 })).next).to.deep.equal([])
  })

  const row = { ...{ id: '', name: '', askedAt: 1, askedUntil: null }, agreedAt: 1, countsFrom: null }
  const counting = { ...row, state: 'counts', namedBy: ofTen.madeBy, end: null } as const
  const noContact = { required: false, contacts: [], requests: [], vouchesFor: [], refusesAll: false }
  const CONTACTS: readonly (readonly [string, readonly ContactRow[], boolean])[] = [
    ['nobody', [], false],
    ['one who counts', [counting], true],
    [
      'one who has not answered, and one who waits',
      [
        { ...counting, state: 'asked' },
        { ...counting, state: 'waiting' },
      ],
      false,
    ],
    ['one who is to end', [{ ...counting, end: { at: 9, by: ofTen.madeBy } }], false],
  ]

  for (const [who, contacts, help] of CONTACTS)
    it(`with a recovery contact: ${who}, which helps beside something else only [F29]`, () => {
      const of = { ...noContact, contacts, countsSince: 5 }
      const judged = (codes: BackupCodesReadiness, level: Means['level'] = 'hold') =>
        healthOf({
          ...means([onLaptop], codes, { level }),
          readiness: { 'backup-code': codes, email: null, contact: of, assisted: null },
        })
      expect([judged(none).verdict, judged(none).others]).to.deep.equal(['red', []])
      expect(judged(ready).others).to.deep.equal(help ? ['backup-code', 'contact'] : ['backup-code'])
      expect(judged(ready).verdict).to.equal('amber')
      expect(judged(ready, 'aal2').verdict).to.equal(help ? 'green' : 'red')
    })
})
