import type { Command } from '../../../server/methods/pairing/machine.ts'
import {
  ALICE_ON_PHONE,
  approval,
  HOLDER,
  MALLORY,
  matched,
  OLD_CLAIM_ID,
} from '../../support/pairing-records.ts'
import { matrix } from './matrix.ts'

/** The same command by its rightful sender, and by three who each have one thing wrong. */
function senders<Sent extends Command>(command: Sent) {
  return {
    holder: { ...command, ...HOLDER },
    otherSession: { ...command, ...HOLDER, ...ALICE_ON_PHONE },
    otherAccount: { ...command, ...HOLDER, ...MALLORY },
    oldClaim: { ...command, ...HOLDER, claimId: OLD_CLAIM_ID },
  }
}

const freed = '-> open claim_over'
const over = '-> expired claim_over'

const approve = senders({ type: 'approve', viewVersion: matched.viewVersion, approval, ...HOLDER })
const oldView = { ...approve.holder, viewVersion: matched.viewVersion - 1 }

/** Only the account, session and claim together approve, and only what they saw. */
// biome-ignore format: a table is read in columns.
export const approving = matrix(
  [                  approve.holder, approve.otherSession, approve.otherAccount, approve.oldClaim, oldView],
  {
    open:           ['claim_over',   'claim_over',         'claim_over',         'claim_over',     'claim_over'],
    openDual:       ['claim_over',   'claim_over',         'claim_over',         'claim_over',     'claim_over'],
    openBound:      ['claim_over',   'claim_over',         'claim_over',         'claim_over',     'claim_over'],
    claimed:        ['not_now',      'claim_over',         'claim_over',         'claim_over',     'not_now'],
    matched:        ['-> approved',  'claim_over',         'claim_over',         'claim_over',     'view_changed'],
    approved:       ['not_now',      'claim_over',         'claim_over',         'claim_over',     'not_now'],
    challenged:     ['not_now',      'claim_over',         'claim_over',         'claim_over',     'not_now'],
    registered:     ['not_now',      'claim_over',         'claim_over',         'claim_over',     'not_now'],
    done:           ['not_now',      'claim_over',         'claim_over',         'claim_over',     'not_now'],
    denied:         ['pairing_over', 'claim_over',         'claim_over',         'claim_over',     'pairing_over'],
    expired:        ['pairing_over', 'claim_over',         'claim_over',         'claim_over',     'pairing_over'],
    cancelled:      ['pairing_over', 'claim_over',         'claim_over',         'claim_over',     'pairing_over'],
    burned:         ['pairing_over', 'claim_over',         'claim_over',         'claim_over',     'pairing_over'],
    openLate:       [over,           over,                 over,                 over,             over],
    claimedLate:    [freed,          freed,                freed,                freed,            freed],
    matchedLate:    [freed,          freed,                freed,                freed,            freed],
    approvedLate:   ['=> expired',   '=> expired',         '=> expired',         '=> expired',     '=> expired'],
    registeredLate: ['=> expired',   '=> expired',         '=> expired',         '=> expired',     '=> expired'],
  },
)

const deny = senders({ type: 'deny', report: false, ...HOLDER })
const report = { ...deny.holder, report: true }

/** The holder can stop it until it is done; from approval on the end competes in SQL. */
// biome-ignore format: a table is read in columns.
export const denying = matrix(
  [                  deny.holder,    report,         deny.otherSession, deny.otherAccount, deny.oldClaim],
  {
    open:           ['claim_over',   'claim_over',   'claim_over',      'claim_over',      'claim_over'],
    openDual:       ['claim_over',   'claim_over',   'claim_over',      'claim_over',      'claim_over'],
    openBound:      ['claim_over',   'claim_over',   'claim_over',      'claim_over',      'claim_over'],
    claimed:        ['-> denied',    '-> denied',    'claim_over',      'claim_over',      'claim_over'],
    matched:        ['-> denied',    '-> denied',    'claim_over',      'claim_over',      'claim_over'],
    approved:       ['=> denied',    '=> denied',    'claim_over',      'claim_over',      'claim_over'],
    challenged:     ['=> denied',    '=> denied',    'claim_over',      'claim_over',      'claim_over'],
    registered:     ['=> denied',    '=> denied',    'claim_over',      'claim_over',      'claim_over'],
    done:           ['not_now',      'not_now',      'claim_over',      'claim_over',      'claim_over'],
    denied:         ['pairing_over', 'pairing_over', 'claim_over',      'claim_over',      'claim_over'],
    expired:        ['pairing_over', 'pairing_over', 'claim_over',      'claim_over',      'claim_over'],
    cancelled:      ['pairing_over', 'pairing_over', 'claim_over',      'claim_over',      'claim_over'],
    burned:         ['pairing_over', 'pairing_over', 'claim_over',      'claim_over',      'claim_over'],
    openLate:       [over,           over,           over,              over,              over],
    claimedLate:    [freed,          freed,          freed,             freed,             freed],
    matchedLate:    [freed,          freed,          freed,             freed,             freed],
    approvedLate:   ['=> expired',   '=> expired',   '=> expired',      '=> expired',      '=> expired'],
    registeredLate: ['=> expired',   '=> expired',   '=> expired',      '=> expired',      '=> expired'],
  },
)

const renew = senders({ type: 'renew-return-pin', hash: 'hash of round 1', ...HOLDER })

/** A fresh return PIN is for the claim that it will be shown to. */
// biome-ignore format: a table is read in columns.
export const renewing = matrix(
  [                  renew.holder,   renew.otherSession, renew.otherAccount, renew.oldClaim],
  {
    open:           ['claim_over',   'claim_over',       'claim_over',       'claim_over'],
    openDual:       ['claim_over',   'claim_over',       'claim_over',       'claim_over'],
    openBound:      ['claim_over',   'claim_over',       'claim_over',       'claim_over'],
    claimed:        ['-> claimed',   'claim_over',       'claim_over',       'claim_over'],
    matched:        ['not_now',      'claim_over',       'claim_over',       'claim_over'],
    approved:       ['not_now',      'claim_over',       'claim_over',       'claim_over'],
    challenged:     ['not_now',      'claim_over',       'claim_over',       'claim_over'],
    registered:     ['not_now',      'claim_over',       'claim_over',       'claim_over'],
    done:           ['not_now',      'claim_over',       'claim_over',       'claim_over'],
    denied:         ['pairing_over', 'claim_over',       'claim_over',       'claim_over'],
    expired:        ['pairing_over', 'claim_over',       'claim_over',       'claim_over'],
    cancelled:      ['pairing_over', 'claim_over',       'claim_over',       'claim_over'],
    burned:         ['pairing_over', 'claim_over',       'claim_over',       'claim_over'],
    openLate:       [over,           over,               over,               over],
    claimedLate:    [freed,          freed,              freed,              freed],
    matchedLate:    [freed,          freed,              freed,              freed],
    approvedLate:   ['=> expired',   '=> expired',       '=> expired',       '=> expired'],
    registeredLate: ['=> expired',   '=> expired',       '=> expired',       '=> expired'],
  },
)
