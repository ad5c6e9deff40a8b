import type { Command } from '../../../server/methods/pairing/machine.ts'
import { aliceClaim, MALLORY, open, PIN_HASH } from '../../support/pairing-records.ts'
import { matrix } from './matrix.ts'

const byAlice = {
  type: 'claim',
  claim: aliceClaim,
  browser: 'browser-of-the-laptop',
  code: { epoch: open.epoch, until: Infinity },
  returnPinHash: 'hash of a return PIN',
  reasons: [],
} satisfies Command
const byMallory = { ...byAlice, claim: { ...aliceClaim, ...MALLORY } }
const withOldCode = { ...byAlice, code: { epoch: open.epoch - 1, until: Infinity } }
const inPagesBrowser = { ...byAlice, browser: open.browser }
const byPin = { ...byAlice, claim: { ...aliceClaim, way: 'pin' as const }, code: { pinHash: PIN_HASH } }

const burns = '-> burned code_invalid'
const burnsSealed = '=> burned code_invalid'
const freed = '-> open code_invalid'
const over = '-> expired code_invalid'

/** The records are held by Alice, if by anybody, and bound to her, if to anybody. */
// biome-ignore format: a table is read in columns.
export const claiming = matrix(
  [                  byAlice,           byMallory,      withOldCode,    inPagesBrowser, byPin],
  {
    open:           ['-> matched',      '-> matched',   'code_invalid', 'own_page',     'code_invalid'],
    openDual:       ['-> claimed',      '-> claimed',   'code_invalid', 'own_page',     'code_invalid'],
    openBound:      ['-> matched',      'code_invalid', 'code_invalid', 'own_page',     '-> claimed'],
    claimed:        ['already_claimed', burns,          'code_invalid', 'own_page',     'code_invalid'],
    matched:        ['already_claimed', burns,          'code_invalid', 'own_page',     'code_invalid'],
    approved:       ['already_claimed', burnsSealed,    'code_invalid', 'own_page',     'code_invalid'],
    challenged:     ['already_claimed', burnsSealed,    'code_invalid', 'own_page',     'code_invalid'],
    registered:     ['code_invalid',    'code_invalid', 'code_invalid', 'code_invalid', 'code_invalid'],
    done:           ['code_invalid',    'code_invalid', 'code_invalid', 'code_invalid', 'code_invalid'],
    denied:         ['code_invalid',    'code_invalid', 'code_invalid', 'code_invalid', 'code_invalid'],
    expired:        ['code_invalid',    'code_invalid', 'code_invalid', 'code_invalid', 'code_invalid'],
    cancelled:      ['code_invalid',    'code_invalid', 'code_invalid', 'code_invalid', 'code_invalid'],
    burned:         ['code_invalid',    'code_invalid', 'code_invalid', 'code_invalid', 'code_invalid'],
    openLate:       [over,              over,           over,           over,           over],
    claimedLate:    [freed,             freed,          freed,          freed,          freed],
    matchedLate:    [freed,             freed,          freed,          freed,          freed],
    approvedLate:   ['=> expired',      '=> expired',   '=> expired',   '=> expired',   '=> expired'],
    registeredLate: ['=> expired',      '=> expired',   '=> expired',   '=> expired',   '=> expired'],
  },
)
