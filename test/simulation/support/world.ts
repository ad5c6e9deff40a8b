import { randomBytes } from 'node:crypto'
import type { Account } from '../../../server/accounts/account.ts'
import { createGuard } from '../../../server/limits/guard.ts'
import { LIFETIMES } from '../../../server/methods/pairing/lifetimes.ts'
import { createPairingSecrets, type PairingSecrets } from '../../../server/methods/pairing/secrets.ts'
import { riskSettings } from '../../../server/methods/pairing/settings.ts'
import { createSteps, type StepParts, type Steps } from '../../../server/methods/pairing/steps/steps.ts'
import type { Credential } from '../../../server/passkeys/credential.ts'
import type { StepUp } from '../../../server/passkeys/step-up.ts'
import type { RecoveryLedger } from '../../../server/recovery/recovery-ledger.ts'
import { createRegister } from '../../../server/recovery/register.ts'
import { createKeys } from '../../../server/secrets/keys.ts'
import { parseConfig } from '../../../server/standalone/config/config.ts'
import { createLogger } from '../../../server/standalone/logger.ts'
import { openMemory } from '../../../server/stores/memory/open-memory.ts'
import type { AccountId, CredentialId, UserHandle } from '../../../shared/ids.ts'
import { AS_ADDED } from '../../support/as-added.ts'

export interface World {
  readonly steps: Steps
  readonly secrets: PairingSecrets
  readonly origin: string
  /** How often each thing was counted, as admins see it. */
  readonly counts: ReadonlyMap<string, number>
  newAccount(): Account
}

/**
 * The pairing as it is, from opening to registration: its steps, machine, gatherer, risk policy, guard and memory
 * stores, on a clock that can jump. What is behind them in SQL is made up: accounts with one passkey each, sessions
 * that go on, step-ups that succeed.
 */
export function createWorld(now: () => number, env: Readonly<Record<string, string>> = {}): World {
  const config = parseConfig({ PORT: '3000', ...env })
  const stores = openMemory(now)
  const { limiter } = stores
  const secrets = createPairingSecrets(createKeys('the secret of a simulation, 0123456789'))
  const counts = new Map<string, number>()
  const tally = {
    count: (name: string) => void counts.set(name, (counts.get(name) ?? 0) + 1),
    spending: () => {},
  }
  const newness = () => Number.POSITIVE_INFINITY
  const sleep = async () => {}
  const guard = createGuard({ limiter, perNode: limiter, tag: secrets.tag, newness, tally, sleep })
  const accounts = new Map<AccountId, Account>()
  const byName = new Map<string, Account>()
  const directory = {
    findOwner: async (id: AccountId) => {
      const account = accounts.get(id)
      return account ? { account, passkeys: [passkeyOf(id)] } : null
    },
    findByName: async (folded: string) => byName.get(folded) ?? null,
  }
  /** Whatever comes first for a pairing counts, as in SQL. */
  const ledger: Pick<RecoveryLedger, 'find' | 'register' | 'end'> = {
    find: async () => null,
    register: async () => 'registered',
    end: async () => ({ outcome: 'ended' }),
  }
  const stepUp: StepUp = {
    begin: nobody,
    finish: async ({ accountId }) => ({ ok: true, credential: passkeyOf(accountId), beganAt: 0 }),
  }
  const announcer = { accountChanged: () => {}, sessionsEnded: () => {} }
  const log = createLogger('silent', { write() {} })
  const parts: StepParts = {
    fast: stores,
    sql: {
      accounts: directory,
      sessions: { liveAmong: async (ids) => new Set(ids) },
      recoveries: ledger,
      acts: { reportStolen: nobody },
      audit: { append: async () => {} },
    },
    secrets,
    lives: LIFETIMES,
    risk: riskSettings(config.methods.pairing, config.limits),
    limits: config.limits,
    guard,
    newness,
    tally,
    stepUp,
    register: createRegister({ rp: config.rp, accounts: directory, ledger, announcer, log }),
    announcer,
    log,
  }
  const steps = createSteps(parts, () => {})
  return {
    steps,
    secrets,
    origin: config.rp.home,
    counts,
    newAccount() {
      const name = `person ${accounts.size + 1}`
      const userHandle = randomBytes(64).toString('base64url') as UserHandle
      const account = {
        id: `account ${name}` as AccountId,
        name,
        foldedName: name,
        userHandle,
        createdAt: now(),
      }
      accounts.set(account.id, account)
      byName.set(name, account)
      return account
    },
  }
}

/** The passkey that an account signed in with. */
export function passkeyIdOf(accountId: AccountId): CredentialId {
  return Buffer.from(`passkey of ${accountId}`).toString('base64url') as CredentialId
}

export function passkeyOf(accountId: AccountId): Credential {
  return {
    ...AS_ADDED,
    ...{ id: passkeyIdOf(accountId), accountId, publicKey: new Uint8Array(), counter: 0, createdAt: 0 },
    ...{ transports: [], aaguid: '', name: 'A passkey', synced: true, backedUp: true },
    ...{ boundDevice: '', boundNetwork: '' },
  }
}

/** Nobody of these people does this. */
function nobody(): never {
  throw new Error('The simulation has nobody do this.')
}
