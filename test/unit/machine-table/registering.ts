import type { Command } from '../../../server/methods/pairing/machine.ts'
import type { CredentialId } from '../../../shared/ids.ts'
import { NEW_CREDENTIAL } from '../../support/pairing-records.ts'
import { matrix } from './matrix.ts'

const setChallenge = { type: 'set-challenge', challenge: 'challenge-2' } satisfies Command
const spendChallenge = { type: 'spend-challenge' } satisfies Command
const failed = { type: 'registration-failed' } satisfies Command
const registered = { type: 'registered', credentialId: NEW_CREDENTIAL } satisfies Command
const otherKey = { ...registered, credentialId: 'credential-of-another' as CredentialId }

const failedOnce = '-> approved passkey_refused'
const tooLate = '-> open not_now'
const over = '-> expired pairing_over'

/** A registration that SQL committed is never too late. */
// biome-ignore format: a table is read in columns.
export const registering = matrix(
  [                  setChallenge,   spendChallenge, failed,         registered,      otherKey],
  {
    open:           ['not_now',      'not_now',      'not_now',      'not_now',       'not_now'],
    openDual:       ['not_now',      'not_now',      'not_now',      'not_now',       'not_now'],
    openBound:      ['not_now',      'not_now',      'not_now',      'not_now',       'not_now'],
    claimed:        ['not_now',      'not_now',      'not_now',      'not_now',       'not_now'],
    matched:        ['not_now',      'not_now',      'not_now',      'not_now',       'not_now'],
    approved:       ['-> approved',  'not_now',      failedOnce,     '-> registered', '-> registered'],
    challenged:     ['-> approved',  '-> approved',  failedOnce,     '-> registered', '-> registered'],
    registered:     ['not_now',      'not_now',      'not_now',      'ok',            'not_now'],
    done:           ['not_now',      'not_now',      'not_now',      'not_now',       'not_now'],
    denied:         ['pairing_over', 'pairing_over', 'pairing_over', 'pairing_over',  'pairing_over'],
    expired:        ['pairing_over', 'pairing_over', 'pairing_over', 'pairing_over',  'pairing_over'],
    cancelled:      ['pairing_over', 'pairing_over', 'pairing_over', 'pairing_over',  'pairing_over'],
    burned:         ['pairing_over', 'pairing_over', 'pairing_over', 'pairing_over',  'pairing_over'],
    openLate:       [over,           over,           over,           'not_now',       'not_now'],
    claimedLate:    [tooLate,        tooLate,        tooLate,        'not_now',       'not_now'],
    matchedLate:    [tooLate,        tooLate,        tooLate,        'not_now',       'not_now'],
    approvedLate:   ['=> expired',   '=> expired',   '=> expired',   '-> registered', '-> registered'],
    registeredLate: ['=> expired',   '=> expired',   '=> expired',   'ok',            'not_now'],
  },
)

const prove = { type: 'prove' } satisfies Command
const sealedDenied = { type: 'sealed', cause: 'denied' } satisfies Command
const sealedBurned = { type: 'sealed', cause: 'registration-failed' } satisfies Command

/** What SQL has committed: no clock overrules it, and what is done stays done. */
// biome-ignore format: a table is read in columns.
export const settling = matrix(
  [                  prove,          sealedDenied,   sealedBurned],
  {
    open:           ['not_now',      '-> denied',    '-> burned'],
    openDual:       ['not_now',      '-> denied',    '-> burned'],
    openBound:      ['not_now',      '-> denied',    '-> burned'],
    claimed:        ['not_now',      '-> denied',    '-> burned'],
    matched:        ['not_now',      '-> denied',    '-> burned'],
    approved:       ['not_now',      '-> denied',    '-> burned'],
    challenged:     ['not_now',      '-> denied',    '-> burned'],
    registered:     ['-> done',      '-> denied',    '-> burned'],
    done:           ['ok',           'not_now',      'not_now'],
    denied:         ['pairing_over', 'pairing_over', 'pairing_over'],
    expired:        ['pairing_over', 'pairing_over', 'pairing_over'],
    cancelled:      ['pairing_over', 'pairing_over', 'pairing_over'],
    burned:         ['pairing_over', 'pairing_over', 'pairing_over'],
    openLate:       ['not_now',      '-> denied',    '-> burned'],
    claimedLate:    ['not_now',      '-> denied',    '-> burned'],
    matchedLate:    ['not_now',      '-> denied',    '-> burned'],
    approvedLate:   ['not_now',      '-> denied',    '-> burned'],
    registeredLate: ['-> done',      '-> denied',    '-> burned'],
  },
)
