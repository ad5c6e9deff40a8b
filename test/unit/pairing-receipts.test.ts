import { expect } from 'chai'
import type { AuditEntry } from '../../server/audit/audit-entry.ts'
import { LIFETIMES } from '../../server/methods/pairing/lifetimes.ts'
import type { Pairing } from '../../server/methods/pairing/machine.ts'
import { openReceipt } from '../../server/methods/pairing/receipt.ts'
import { createPairingSecrets } from '../../server/methods/pairing/secrets.ts'
import { createLook } from '../../server/methods/pairing/steps/look.ts'
import { createKeys } from '../../server/secrets/keys.ts'
import { createLogger } from '../../server/standalone/logger.ts'
import type { PairingId } from '../../shared/ids.ts'
import { QR_STEP_MS, type QrCode } from '../../shared/qr.ts'
import { eventually } from '../contract/eventually.ts'
import { newContext } from '../support/new-context.ts'
import { AT, approved, done, expired, matched, open, registered } from '../support/pairing-records.ts'

const secrets = createPairingSecrets(createKeys('first secret of the tests'))
const { keyId } = secrets
const BROWSER = 'browser-of-the-phone'
const NETWORK = { key: '198.51.100.7', wide: null, shown: '198.51.100.0/24', hidden: false }

const LOOKER = { ...newContext(), browser: BROWSER, network: NETWORK }

/** What a look leans on: one record, the store's clock, and a list of what was written down. */
function at(now: number, pairing: Pairing | null) {
  const written: AuditEntry[] = []
  const look = createLook({
    guard: { look: async () => ({ allowed: true }), codeReuse: async () => true },
    pairings: { load: async () => ({ pairing, now }) },
    audit: { append: async (entry: AuditEntry) => void written.push(entry) },
    secrets,
    lives: LIFETIMES,
    tally: { count: () => {} },
    log: createLogger('silent', { write() {} }),
  })
  return { look, written }
}

const record: Pairing = { ...open, keyId }

function codeOf(step: number, epoch = record.epoch, pairingId = record.id): QrCode {
  return { pairingId, step, secret: secrets.qrSecret(keyId, pairingId, epoch, step) ?? '' }
}

const lookAt = (code: QrCode, now: number, pairing: Pairing | null = record) =>
  at(now, pairing).look(code, LOOKER)

async function receipt(pairing: Pairing = record): Promise<string> {
  const looked = await lookAt(codeOf(0, pairing.epoch), AT.opened, pairing)
  if (!looked.ok) throw new Error(looked.code)
  return looked.receipt
}

const refusal = { ok: false, code: 'code_invalid' }

describe('a look at a QR code', () => {
  it('gives a receipt for pairing, epoch and three minutes', async () => {
    expect(openReceipt(secrets, await receipt(), BROWSER)).to.deep.equal({
      pairingId: record.id,
      epoch: record.epoch,
      until: AT.opened + LIFETIMES.receipt,
    })
  })

  it("[P25] gives none for a secret that is not this pairing's, in this epoch", async () => {
    const codes = [
      { ...codeOf(0), secret: 'B'.repeat(22) },
      codeOf(0, record.epoch - 1),
      { ...codeOf(1), step: 0 },
      { ...codeOf(0, record.epoch, 'BBBBBBBBBBBBBBBBBBBBBB' as PairingId), pairingId: record.id },
    ]
    for (const code of codes) expect(await lookAt(code, AT.opened)).to.deep.equal(refusal)
  })

  it('answers for an unknown pairing as for a wrong secret', async () => {
    expect(await lookAt(codeOf(0), AT.opened, null)).to.deep.equal(refusal)
  })

  it('[P26] takes the secret that is shown and the one before, and no other', async () => {
    const now = AT.opened + 3 * QR_STEP_MS
    const answers = await Promise.all([1, 2, 3, 4].map((step) => lookAt(codeOf(step), now)))
    expect(answers.map(({ ok }) => ok)).to.deep.equal([false, true, true, false])
  })

  it('gives none once the pairing is used up or over, and writes the reuse down at any age', async () => {
    const late = AT.opened + LIFETIMES.claimable
    const dead: [Pairing, number][] = [
      [{ ...expired, keyId }, AT.opened],
      [{ ...registered, keyId }, AT.opened],
      [{ ...done, keyId }, late],
      [record, late],
    ]
    for (const [pairing, now] of dead) {
      const { look, written } = at(now, pairing)
      expect(await look(codeOf(0), LOOKER)).to.deep.equal(refusal)
      // After the answer, so that its time tells nothing.
      await eventually('the reuse is written down', async () => written.length > 0)
      expect(written.map(({ action }) => action)).to.deep.equal(['pairing-code-reused'])
    }
  })

  it('tells nobody whether someone else holds the pairing already', async () => {
    expect(await lookAt(codeOf(0), AT.opened, { ...matched, keyId })).to.include({ ok: true })
    expect(await lookAt(codeOf(0), AT.opened, { ...approved, keyId })).to.include({ ok: true })
  })
})

describe('a receipt', () => {
  const opened = (text: string, browser = BROWSER, kept = secrets) => openReceipt(kept, text, browser)

  it('[P27] is for the browser that looked', async () => {
    expect(opened(await receipt(), 'another browser')).to.equal(null)
  })

  it('[P27] cannot be changed in pairing, epoch or time', async () => {
    const [pairingId, epoch, until, mac] = (await receipt()).split('.')
    const changed = [
      ['BBBBBBBBBBBBBBBBBBBBBB', epoch, until, mac],
      [pairingId, Number(epoch) + 1, until, mac],
      [pairingId, epoch, Number(until) + 1, mac],
      [pairingId, epoch, until, 'A'.repeat(43)],
    ]
    for (const parts of changed) expect(opened(parts.join('.'))).to.equal(null)
  })

  it('of an earlier epoch says so, so that it cannot claim the codes of today', async () => {
    expect(opened(await receipt({ ...record, epoch: 0 }))).to.include({ epoch: 0 })
  })

  it('is none in any other text', async () => {
    const text = await receipt()
    for (const other of ['', '...', text.slice(1), `${text}A`, `${text}\n`, text.replaceAll('.', '-')]) {
      expect(opened(other)).to.equal(null)
    }
  })

  it('outlives one change of the secret, not two', async () => {
    const text = await receipt()
    const second = createPairingSecrets(createKeys('second secret of the tests', 'first secret of the tests'))
    const third = createPairingSecrets(createKeys('third secret of the tests', 'second secret of the tests'))
    expect(opened(text, BROWSER, second)).not.to.equal(null)
    expect(opened(text, BROWSER, third)).to.equal(null)
  })
})
