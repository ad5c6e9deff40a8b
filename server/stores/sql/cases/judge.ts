import type { Selectable } from 'kysely'
import { inFours } from '../../../../shared/assisted.ts'
import type { AccountId, PageKey } from '../../../../shared/ids.ts'
import { maskedAddress } from '../../../addresses/address.ts'
import { type Answer, refusal } from '../../../errors/answer.ts'
import { hashCaseCode } from '../../../methods/assisted/case-code.ts'
import { CASE_CODE_MS, CASE_TRIES } from '../../../methods/assisted/case-lifetimes.ts'
import type { Cases, Helping } from '../../../methods/assisted/cases.ts'
import { mayVouch } from '../../../methods/assisted/may-vouch.ts'
import { writeAudit } from '../audit.ts'
import type { Database, Queries } from '../database.ts'
import { clock } from '../recovery/slow/row.ts'
import type { Tables } from '../tables.ts'
import { writeMail } from '../write-mail.ts'
import { isLive, isNotClosed } from './live.ts'
import { findMailable } from './mailable.ts'
import { readAccount, readSupporter } from './supporter.ts'

type Row = Selectable<Tables['cases']>

/** See Cases. */
export const vouch =
  ({ transact }: Database): Cases['vouch'] =>
  (by, caseId, check) =>
    transact<Answer<object>>(async (tx) => {
      const judged = await judge(tx, by, caseId, ({ state }) => state === 'open')
      if (!judged.ok) return judged
      const { row, accountId } = judged
      const checked = await tx.db
        .updateTable('cases')
        .set({ state: 'checked', check_text: check, checked_by: by.accountId, in_queue: 1 }) // [C4]
        .where('id', '=', caseId)
        .where(isNotClosed()) // [C44]
        .returning('id')
        .executeTakeFirst()
      if (!checked) return refusal('not_found')
      await writeAudit(tx, {
        action: 'case-vouched',
        ...doneBy(by, accountId),
        detail: `${row.number}: ${check}`,
      })
      return { ok: true }
    })

/** See Cases. */
export const confirm =
  ({ transact }: Database): Cases['confirm'] =>
  (by, caseId, code, mailTo) =>
    transact<Awaited<ReturnType<Cases['confirm']>>>(async (tx) => {
      const isAgain = confirmedBy(by)
      const judged = await judge(tx, by, caseId, (row) => row.state === 'checked' || isAgain(row))
      if (!judged.ok) return judged
      const { row, accountId, now } = judged
      const address = mailTo === null ? null : await findMailable(tx, accountId, mailTo)
      if (mailTo !== null && !address) return refusal('case_no_such_way') // [C37]
      const again = isAgain(row)
      const until = again ? row.expires_at : now + CASE_CODE_MS // [C23]
      const codeHash = hashCaseCode(code, { caseId, accountId, pageKey: row.page_key as PageKey })
      const confirmed = await tx.db
        .updateTable('cases')
        .set({
          ...{ state: 'confirmed', confirmed_by: by.accountId, expires_at: until },
          ...{ code_hash: codeHash, mailed_to: mailTo },
          tries_left: CASE_TRIES, // [C16]
        })
        .where('id', '=', caseId)
        .where(isNotClosed()) // [C44]
        .returning('id')
        .executeTakeFirst()
      if (!confirmed) return refusal('not_found')
      const { number, device, network, place } = row
      const how = address ? `mailed to ${maskedAddress(address.address)}` : 'read out'
      const done = doneBy(by, accountId)
      await writeAudit(tx, { action: 'case-confirmed', ...done, detail: `${number}: ${how}` }) // [C39]
      const about = { accountId, device, network }
      if (!again) await writeAudit(tx, { action: 'case-approved', ...about, detail: number }) // [C23]
      if (address) {
        await writeAudit(tx, { action: 'case-code-mailed', ...about, detail: maskedAddress(address.address) }) // [C39]
        await writeMail(tx, {
          ...{ accountId, to: address.address, giveUpMs: until - now },
          content: {
            what: 'case-code',
            code: inFours(code),
            number: inFours(number),
            until,
            from: { device, network, place },
          },
        })
      }
      return { ok: true, accountId, until, now }
    })

/** Whoever confirmed a case that is not over may have lost the answer with its code. */
function confirmedBy({ accountId }: Helping): (row: Row) => boolean {
  return ({ confirmed_by }) => confirmed_by === accountId // [C23]
}

/** See Cases. */
export const reject =
  ({ transact }: Database): Cases['reject'] =>
  (by, caseId, reason) =>
    transact<Awaited<ReturnType<Cases['reject']>>>(async (tx) => {
      const row = await tx.db
        .updateTable('cases')
        .set({ state: 'closed', code_hash: null })
        .where('id', '=', caseId)
        .where(isNotClosed())
        .where('expires_at', '>', tx.now)
        .returningAll()
        .executeTakeFirst()
      if (!row) return refusal('not_found')
      const accountId = row.account_id as AccountId | null
      const { number } = row
      await writeAudit(
        tx,
        { action: 'case-rejected', ...doneBy(by, accountId), detail: `${number}: ${reason}` },
        { action: 'case-closed', accountId, detail: number },
      )
      return { ok: true, accountId }
    })

/**
 * Reads a case whose turn it is for this, and whoever helps with it, and judges whether they may. One at a time does. Who
 * closes it doesn't wait for that, so whatever is written has to see once more that it is not closed.
 */
async function judge(
  tx: Queries,
  { accountId: by }: Helping,
  caseId: string,
  isItsTurn: (row: Row) => boolean,
): Promise<Answer<{ readonly row: Row; readonly accountId: AccountId; readonly now: number }>> {
  await tx.hold(tx.db, `case ${caseId}`) // [C15]
  const row = await tx.db
    .selectFrom('cases')
    .selectAll()
    .where('id', '=', caseId)
    .where(isLive(tx))
    .executeTakeFirst()
  if (!row) return refusal('not_found')
  if (!isItsTurn(row)) return refusal('not_now') // [C15]
  const now = await clock(tx)
  const account = await readAccount(tx, row.account_id as AccountId | null)
  const first = row.checked_by as AccountId | null
  const verdict = mayVouch({
    now,
    by: await readSupporter(tx, by),
    first: first && (await readSupporter(tx, first)),
    account,
  })
  if (verdict !== true) return refusal(verdict)
  return account ? { ok: true, row, accountId: account.id, now } : refusal('case_nobody')
}

/** What the audit keeps of a supporter. */
function doneBy({ accountId, trace }: Helping, about: AccountId | null) {
  return { accountId, ...trace, ...(about && { aboutId: about }) }
}
