import { createHash, createPublicKey, verify } from 'node:crypto'
import { expect } from 'chai'
import type { ConnectionId, PairingId } from '../../shared/ids.ts'
import { pageSignatureMessage, type SignedCommand } from '../../shared/page-signature.ts'
import type { RequestingView } from '../../shared/pairing-view.ts'
import { LostConnection } from '../../web/methods/pairing/requesting/connection.ts'
import { makePageKey, type PageKeyPair } from '../../web/wire/page-key.ts'
import { type Asked, FakeWire, settled } from '../support/fake-wire.ts'

const ORIGIN = 'https://rekey.example'
const view = { pairingId: 'p' as PairingId, version: 1, state: 'open', endCause: null } as RequestingView
const other = { pairingId: 'q' as PairingId, version: 9 } as RequestingView

describe('Connection of the requesting page', () => {
  let wire: FakeWire
  let key: PageKeyPair
  let told: string[]
  let connection: LostConnection

  beforeEach(async () => {
    wire = new FakeWire()
    key = await makePageKey()
    told = []
    connection = new LostConnection({
      openWire: wire.open,
      key,
      origin: ORIGIN,
      opening: { purpose: 'replace', name: 'ada' },
      events: {
        view: ({ state }) => told.push(`view ${state}`),
        link: (link) => told.push(`link ${link}`),
        refused: ({ code }) => told.push(`refused ${code}`),
        over: () => told.push('over'),
      },
    })
  })

  async function opened(): Promise<void> {
    wire.hello('c1', 'n1')
    const open = await wire.next()
    open.answer({ ok: true, view, nonce: 'n2' })
    await settled()
  }

  it('signs each command for its connection, nonce and body', async () => {
    wire.hello('c1', 'n1')
    const open = await wire.next()
    expect(isProven(open, '', 'c1')).to.equal(true)
    expect(JSON.parse(open.message.body)).to.deep.equal({
      pageKey: key.publicKey,
      purpose: 'replace',
      name: 'ada',
    })
    open.answer({ ok: true, view, nonce: 'n2' })
    void connection.send('return-pin', { pin: '1234567' })
    const pin = await wire.next()
    expect(pin.message.nonce).to.equal('n2')
    expect(isProven(pin, 'p', 'c1')).to.equal(true)
  })

  it('sends one command at a time, in order', async () => {
    await opened()
    void connection.send('pin', { name: 'ada' })
    void connection.send('state', {})
    const first = await wire.next()
    await settled()
    expect([first.command, wire.asked.length]).to.deep.equal(['pin', 0])
    first.answer({ ok: true, view, nonce: 'n3' })
    expect((await wire.next()).command).to.equal('state')
  })

  it('resumes after a drop, and repeats the unanswered command with the same id', async () => {
    await opened()
    const answered = connection.send('new-code', {})
    const lost = await wire.next()
    lost.drop()
    wire.hello('c2', 'm1')
    const resume = await wire.next()
    expect([resume.command, isProven(resume, 'p', 'c2')]).to.deep.equal(['resume', true])
    resume.answer({ ok: true, view, nonce: 'm2' })
    const again = await wire.next()
    expect([again.command, again.message.id]).to.deep.equal(['new-code', lost.message.id])
    expect(again.message.nonce).to.equal('m2')
    again.answer({ ok: true, view, nonce: 'm3' })
    expect((await answered).ok).to.equal(true)
    expect(told.filter((word) => word.startsWith('link'))).to.deep.equal([
      'link live',
      'link away',
      'link live',
    ])
  })

  it('is over when the pairing cannot be resumed', async () => {
    await opened()
    wire.events.down(true)
    const waiting = connection.send('state', {})
    wire.hello('c2', 'm1')
    ;(await wire.next()).answer({ ok: false, error: { code: 'pairing_over' }, nonce: 'm2' })
    expect(await waiting).to.deep.include({ ok: false, error: { code: 'pairing_over' } })
    expect([told.at(-1), wire.closed]).to.deep.equal(['over', true])
  })

  it('is over when the server has given the page up for gone', async () => {
    await opened()
    wire.events.down(true)
    wire.hello('c2', 'm1')
    const gone = { ...view, state: 'expired', endCause: 'page-gone' }
    ;(await wire.next()).answer({ ok: true, view: gone, nonce: 'm2' })
    await settled()
    expect(told.at(-1)).to.equal('over')
  })

  it('hangs up and waits where waiting helps, and gives up where it does not', async () => {
    wire.hello('c1', 'n1')
    const full = await wire.next()
    full.answer({ ok: false, error: { code: 'server_full', retryAfterMs: 60_000 }, nonce: 'n2' })
    await settled()
    expect([told.at(-1), wire.closed]).to.deep.equal(['refused server_full', false])
    // A little more than was asked for, so that not all come back at once.
    expect(wire.rests[0]).to.be.within(60_000, 63_000)
    wire.hello('c2', 'm1')
    ;(await wire.next()).answer({ ok: false, error: { code: 'name_required' }, nonce: 'm2' })
    await settled()
    expect([told.at(-1), wire.closed]).to.deep.equal(['refused name_required', true])
  })

  it('asks again while it is locked, for a lock may be released before its time', async () => {
    wire.hello('c1', 'n1')
    const locked = await wire.next()
    locked.answer({ ok: false, error: { code: 'locked', retryAfterMs: 3_600_000 }, nonce: 'n2' })
    await settled()
    expect([told.at(-1), wire.rests, wire.closed]).to.deep.equal(['refused locked', [300_000], false])
    wire.hello('c2', 'm1')
    ;(await wire.next()).answer({ ok: false, error: { code: 'locked', retryAfterMs: 2_000 }, nonce: 'm2' })
    await settled()
    // Not at its end: two pages that were locked together would lock each other again.
    expect([told.at(-1), wire.rests.length, wire.closed]).to.deep.equal(['refused locked', 1, true])
  })

  it('ignores hints about another pairing', async () => {
    await opened()
    const before = told.length
    wire.events.heard.pairing?.(other)
    expect(told.length).to.equal(before)
  })

  function isProven({ command, message }: Asked, pairingId: string, on: string): boolean {
    const bodyHash = createHash('sha256').update(message.body).digest('base64url')
    const facts = pageSignatureMessage({
      command: command as SignedCommand,
      pairingId: pairingId as PairingId,
      origin: ORIGIN,
      nonce: message.nonce,
      connection: on as ConnectionId,
      bodyHash,
    })
    const point = Buffer.from(key.publicKey, 'base64url')
    const x = point.subarray(1, 33).toString('base64url')
    const y = point.subarray(33).toString('base64url')
    const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' })
    const signature = Buffer.from(message.signature, 'base64url')
    return verify('sha256', facts, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature)
  }
})
