import type { Command } from '../../../server/methods/pairing/machine.ts'
import type { ConnectionId } from '../../../shared/ids.ts'
import { boundToAlice, open, PIN_HASH, RETURN_PIN_HASH } from '../../support/pairing-records.ts'
import { matrix } from './matrix.ts'

const bindName = { type: 'bind-name', binding: boundToAlice, pinHash: PIN_HASH } satisfies Command
const newCode = { type: 'new-code', pinHash: null } satisfies Command
const rightPin = { type: 'return-pin', hash: RETURN_PIN_HASH } satisfies Command
const wrongPin = { type: 'return-pin', hash: 'hash of another PIN' } satisfies Command
const cancel = { type: 'cancel', cause: 'cancelled' } satisfies Command
const newerPage = { type: 'cancel', cause: 'replaced-by-newer' } satisfies Command

const counted = '-> claimed return_pin_wrong'
const tooLate = '-> open not_now'
const over = '-> expired pairing_over'

/** What the requesting page sends. */
// biome-ignore format: a table is read in columns.
export const pageCommands = matrix(
  [                  bindName,       newCode,        rightPin,       wrongPin,       cancel,         newerPage],
  {
    open:           ['-> open',      '-> open',      'not_now',      'not_now',      '-> cancelled', '-> cancelled'],
    openDual:       ['-> open',      '-> open',      'not_now',      'not_now',      '-> cancelled', '-> cancelled'],
    openBound:      ['-> open',      '-> open',      'not_now',      'not_now',      '-> cancelled', '-> cancelled'],
    claimed:        ['not_now',      '-> open',      '-> matched',   counted,        '-> cancelled', '-> cancelled'],
    matched:        ['not_now',      '-> open',      'not_now',      'not_now',      '-> cancelled', '-> cancelled'],
    approved:       ['not_now',      'not_now',      'not_now',      'not_now',      '=> cancelled', 'not_now'],
    challenged:     ['not_now',      'not_now',      'not_now',      'not_now',      '=> cancelled', 'not_now'],
    registered:     ['not_now',      'not_now',      'not_now',      'not_now',      'not_now',      'not_now'],
    done:           ['not_now',      'not_now',      'not_now',      'not_now',      'not_now',      'not_now'],
    denied:         ['pairing_over', 'pairing_over', 'pairing_over', 'pairing_over', 'pairing_over', 'pairing_over'],
    expired:        ['pairing_over', 'pairing_over', 'pairing_over', 'pairing_over', 'pairing_over', 'pairing_over'],
    cancelled:      ['pairing_over', 'pairing_over', 'pairing_over', 'pairing_over', 'pairing_over', 'pairing_over'],
    burned:         ['pairing_over', 'pairing_over', 'pairing_over', 'pairing_over', 'pairing_over', 'pairing_over'],
    openLate:       [over,           over,           over,           over,           over,           over],
    claimedLate:    ['-> open',      '-> open',      tooLate,        tooLate,        '-> cancelled', '-> cancelled'],
    matchedLate:    ['-> open',      '-> open',      tooLate,        tooLate,        '-> cancelled', '-> cancelled'],
    approvedLate:   ['=> expired',   '=> expired',   '=> expired',   '=> expired',   '=> expired',   '=> expired'],
    registeredLate: ['=> expired',   '=> expired',   '=> expired',   '=> expired',   '=> expired',   '=> expired'],
  },
)

const resume = { type: 'resume', connection: 'connection-2' as ConnectionId } satisfies Command
const detach = { type: 'detach', connection: open.connection } satisfies Command
const detachOther = { ...detach, connection: 'connection-0' as ConnectionId }
const look = { type: 'look' } satisfies Command

/** What happens to the page without a word of its own. */
// biome-ignore format: a table is read in columns.
export const pageEvents = matrix(
  [                  resume,          detach,          detachOther,    look],
  {
    open:           ['-> open',       '-> open',       'ok',           'ok'],
    openDual:       ['-> open',       '-> open',       'ok',           'ok'],
    openBound:      ['-> open',       '-> open',       'ok',           'ok'],
    claimed:        ['-> claimed',    '-> claimed',    'ok',           'ok'],
    matched:        ['-> matched',    '-> matched',    'ok',           'ok'],
    approved:       ['-> approved',   '-> approved',   'ok',           'ok'],
    challenged:     ['-> approved',   '-> approved',   'ok',           'ok'],
    registered:     ['-> registered', '-> registered', 'ok',           'ok'],
    done:           ['-> done',       '-> done',       'ok',           'ok'],
    denied:         ['-> denied',     'pairing_over',  'pairing_over', 'ok'],
    expired:        ['-> expired',    'pairing_over',  'pairing_over', 'ok'],
    cancelled:      ['-> cancelled',  'pairing_over',  'pairing_over', 'ok'],
    burned:         ['-> burned',     'pairing_over',  'pairing_over', 'ok'],
    openLate:       ['-> expired',    over,            over,           '-> expired'],
    claimedLate:    ['-> open',       '-> open',       '-> open',      '-> open'],
    matchedLate:    ['-> open',       '-> open',       '-> open',      '-> open'],
    approvedLate:   ['=> expired',    '=> expired',    '=> expired',   '=> expired'],
    registeredLate: ['=> expired',    '=> expired',    '=> expired',   '=> expired'],
  },
)
