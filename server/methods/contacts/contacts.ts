import type { ContactRow, ContactsReadiness, VouchedRow } from '../../../shared/contacts.ts'
import type { AccountId } from '../../../shared/ids.ts'
import type { AccountStore } from '../../accounts/account-store.ts'
import type { Announcer } from '../../events/announcer.ts'
import type { Guard } from '../../limits/guard.ts'
import type { ActionStepUp } from '../../passkeys/declared-actions.ts'
import type { RecoveryMethod } from '../../recovery/method.ts'
import type { SlowRecoveries } from '../../recovery/slow/slow-recoveries.ts'
import type { Keys } from '../../secrets/keys.ts'
import type { Authenticate } from '../../sessions/authenticate.ts'
import { createAsk } from './ask.ts'
import type { Contact, ContactStore } from './contact-store.ts'
import { createOwnContacts } from './own-contacts.ts'
import { ownContactPosts, vouchPosts } from './posts.ts'
import { createProveVouched } from './prove.ts'
import type { ContactSettings } from './settings.ts'
import { createVouch } from './vouch.ts'
import type { VouchStore } from './vouch-store.ts'

interface ContactParts {
  readonly setting: ContactSettings
  readonly sql: {
    readonly accounts: Pick<AccountStore, 'findById' | 'findByName'>
    readonly contacts: ContactStore
    readonly vouches: VouchStore
  }
  readonly authenticate: Authenticate
  readonly stepUp: ActionStepUp
  readonly guard: Guard
  readonly keys: Keys
  readonly announcer: Pick<Announcer, 'accountChanged'>
  readonly slow: Pick<SlowRecoveries, 'signedPost' | 'signedProof' | 'addProof'>
}

/** The recovery method of people who named somebody that can vouch for them (NIST SP 800-63B-4, section 4.2.1.3). */
export function createContacts(parts: ContactParts): RecoveryMethod {
  const { setting, authenticate, stepUp, guard, keys, announcer } = parts
  const { accounts, contacts: store, vouches } = parts.sql
  const { signedPost, signedProof, addProof } = parts.slow
  const own = createOwnContacts({ setting, store, accounts, guard, stepUp, announcer })
  const ask = createAsk({ setting, accounts, vouches, guard })
  const prove = createProveVouched({ setting, vouches, keys, addProof })
  const vouch = createVouch({ setting, vouches, accounts, guard, stepUp, keys, announcer })

  /** With the names of those whose contact it is. One whose account is gone is left out. */
  async function named(rows: readonly Contact[]): Promise<readonly VouchedRow[]> {
    const all = await Promise.all(
      rows.map(async ({ id, accountId, agreedAt, countsFrom }) => {
        const account = await accounts.findById(accountId)
        return account ? [{ id, name: account.name, agreedAt, from: countsFrom }] : []
      }),
    )
    return all.flat()
  }

  async function readiness(accountId: AccountId): Promise<ContactsReadiness> {
    const [contacts, asking, refusesAll] = await Promise.all([
      store.ofOwner(accountId),
      store.ofContact(accountId),
      store.refusesAll(accountId),
    ])
    const [requests, vouchesFor] = await Promise.all([
      named(asking.filter(({ state }) => state === 'asked')),
      named(asking.filter(({ state }) => state !== 'asked')),
    ])
    const staying = contacts.filter(({ endsAt }) => endsAt === null)
    const counting = staying.flatMap(({ countsSince }) => countsSince ?? [])
    return {
      required: setting === 'on',
      contacts: contacts.map(toRow),
      countsSince: counting.length > 0 ? Math.min(...counting) : null,
      ...{ requests, vouchesFor, refusesAll },
    }
  }

  return {
    id: 'contact',
    offered: setting !== 'off',
    posts: {
      ...ownContactPosts(authenticate, own),
      ...vouchPosts({ authenticate, signedPost, signedProof, ask, prove, vouch }),
    },
    channels: [],
    serve() {},
    async proven() {},
    readiness: async (accountId) => (setting === 'off' ? {} : { contact: await readiness(accountId) }),
  }
}

/** Nothing of it depends on whether anybody has the name, before they agreed. */
function toRow({ endsAt, endedBy, ...contact }: Contact): ContactRow {
  const { id, name, state, askedAt, askedUntil, agreedAt, countsFrom, namedBy } = contact
  return {
    ...{ id, name, state, askedAt, askedUntil, agreedAt, countsFrom, namedBy },
    end: endsAt !== null && endedBy ? { at: endsAt, by: endedBy } : null,
  }
}
