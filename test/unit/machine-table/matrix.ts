import { LIFETIMES } from '../../../server/methods/pairing/lifetimes.ts'
import { type Command, type Pairing, type Step, transition } from '../../../server/methods/pairing/machine.ts'
import type { ErrorCode } from '../../../shared/errors.ts'
import type { EndState, PairingState } from '../../../shared/pairing-view.ts'
import {
  AT,
  approved,
  claimed,
  matched,
  open,
  records,
  registered,
  SOON,
} from '../../support/pairing-records.ts'

/** A record and the time by the store's clock at which the commands reach it. */
interface Row {
  readonly pairing: Pairing
  readonly now: number
}

const { claimable, decision, registration, unproven } = LIFETIMES

/** Every record while its time lasts, and every one that has a limit at the moment when that is reached. */
export const rows = {
  open: { pairing: records.open, now: SOON },
  openDual: { pairing: records.openDual, now: SOON },
  openBound: { pairing: records.openBound, now: SOON },
  claimed: { pairing: records.claimed, now: SOON },
  matched: { pairing: records.matched, now: SOON },
  approved: { pairing: records.approved, now: SOON },
  challenged: { pairing: records.challenged, now: SOON },
  registered: { pairing: records.registered, now: SOON },
  done: { pairing: records.done, now: SOON },
  denied: { pairing: records.denied, now: SOON },
  expired: { pairing: records.expired, now: SOON },
  cancelled: { pairing: records.cancelled, now: SOON },
  burned: { pairing: records.burned, now: SOON },
  openLate: { pairing: open, now: AT.opened + claimable },
  claimedLate: { pairing: claimed, now: AT.claimed + decision },
  matchedLate: { pairing: matched, now: AT.claimed + decision },
  approvedLate: { pairing: approved, now: AT.approved + registration },
  registeredLate: { pairing: registered, now: AT.registered + unproven },
} as const satisfies Record<keyof typeof records, Row> & Record<string, Row>

export type RowName = keyof typeof rows

/**
 * What a command does, as it is written in the tables: `ok` changes nothing, a code refuses, `-> state` is
 * written, `-> state code` is written next to a refusal, and `=>` must first win the pairing's row in SQL.
 */
export type Cell =
  | 'ok'
  | ErrorCode
  | `-> ${PairingState}`
  | `-> ${PairingState} ${ErrorCode}`
  | `=> ${EndState}`
  | `=> ${EndState} ${ErrorCode}`

export interface Matrix<Columns extends readonly Command[] = readonly Command[]> {
  readonly columns: Columns
  readonly cells: Readonly<Record<RowName, { readonly [Column in keyof Columns]: Cell }>>
}

/** A table with one column a command: a missing row or cell does not compile. */
export function matrix<const Columns extends readonly Command[]>(
  columns: Columns,
  cells: Matrix<Columns>['cells'],
): Matrix<Columns> {
  return { columns, cells }
}

export function happened({ pairing, now }: Row, command: Command): string {
  return written(transition(pairing, command, now, LIFETIMES))
}

function written({ next, refusal, seal }: Step): string {
  const change = next ? [seal ? '=>' : '->', next.state] : []
  return [...change, ...(refusal ? [refusal] : [])].join(' ') || 'ok'
}
