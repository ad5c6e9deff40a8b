import { randomBytes, randomInt } from 'node:crypto'
import { ADDRESS_CODE_DIGITS, parseAddressCode } from '../../shared/addresses.ts'
import type { Asserted } from '../../shared/api.ts'
import type { AccountStore } from '../accounts/account-store.ts'
import { createActByStepUp } from '../accounts/act-by-step-up.ts'
import { type Answer, refusal } from '../errors/answer.ts'
import type { Announcer } from '../events/announcer.ts'
import type { Guard } from '../limits/guard.ts'
import { overLimit } from '../limits/over-limit.ts'
import { readMailAddress } from '../mail/mail-address.ts'
import type { ActionStepUp } from '../passkeys/declared-actions.ts'
import { type RequestContext, trace } from '../requests/request-context.ts'
import { type Keys, mac } from '../secrets/keys.ts'
import type { Session } from '../sessions/session.ts'
import type { AddressStore } from './address-store.ts'

interface ManageAddressesDeps {
  readonly addresses: AddressStore
  readonly accounts: Pick<AccountStore, 'findById'>
  readonly stepUp: ActionStepUp
  readonly guard: Pick<Guard, 'mailCode' | 'sessionAlone'>
  readonly announcer: Pick<Announcer, 'accountChanged'>
  readonly keys: Pick<Keys, 'current' | 'accepted'>
  /** Whether this site sends mail at all. */
  readonly sendsMail: boolean
}

/** An address of the account, and the step-up that was made for exactly this. */
interface AddressChange {
  readonly addressId: string
  readonly stepUp: Asserted
}

/** What an owner does with the e-mail addresses of an account. */
export interface ManageAddresses {
  add(
    session: Session,
    wish: { readonly address: string; readonly stepUp: Asserted },
    context: RequestContext,
  ): Promise<Answer<{ readonly addressId: string; readonly codeUntil: number }>>
  confirm(
    session: Session,
    typed: { readonly addressId: string; readonly code: string },
    context: RequestContext,
  ): Promise<Answer<{ readonly countsFrom: number | null }>>
  remove(
    session: Session,
    change: AddressChange,
    context: RequestContext,
  ): Promise<Answer<{ readonly leavesAt: number | null }>>
  keep(session: Session, change: AddressChange, context: RequestContext): Promise<Answer<object>>
}

export function createManageAddresses(deps: ManageAddressesDeps): ManageAddresses {
  const { addresses, accounts, stepUp, guard, announcer, keys, sendsMail } = deps

  /** Keyed, because anybody who reads the table could try all codes. */
  const hashWith = (ring: Keys['current'], id: string, code: string) =>
    mac(ring.key('address code'), [id, code]).toString('base64url')

  const act = createActByStepUp({ stepUp, announcer })

  return {
    async add(session, { address: typed, stepUp: asserted }, context) {
      if (!sendsMail) return refusal('mail_off')
      const address = readMailAddress(typed)
      if (address === null) return refusal('address_invalid')
      const { id: sessionId, accountId } = session
      const account = await accounts.findById(accountId)
      if (!account) return refusal('not_signed_in')
      const id = randomBytes(16).toString('base64url')
      const code = String(randomInt(10 ** ADDRESS_CODE_DIGITS)).padStart(ADDRESS_CODE_DIGITS, '0')
      const action = { do: 'add-address', address: typed } as const
      const added = await act({ session, action, stepUp: asserted, context }, async (doing) => {
        // Only now: whoever has a copied session alone uses up nothing of the account, nor of somebody's address.
        const over = overLimit(await guard.mailCode({ sessionId, accountId, address }, context.network))
        if (over) return over // [M22]
        return addresses.add(doing, {
          ...{ id, address, code, accountName: account.name },
          codeHash: hashWith(keys.current, id, code),
        })
      })
      return added.ok ? { ok: true, addressId: id, codeUntil: added.codeUntil } : added
    },
    async confirm(session, { addressId, code: typed }, context) {
      const over = overLimit(await guard.sessionAlone(session.id))
      if (over) return over // [A167]
      const code = parseAddressCode(typed)
      if (code === null) return refusal('code_invalid')
      const hashes = keys.accepted().map((ring) => hashWith(ring, addressId, code))
      const { accountId, id: sessionId } = session
      const doing = { accountId, trace: { sessionId, ...trace(context) } }
      const done = await addresses.confirm(doing, addressId, hashes)
      if (done.ok) announcer.accountChanged(accountId)
      return done
    },
    remove: (session, { addressId, stepUp: asserted }, context) =>
      act({ session, action: { do: 'remove-address', addressId }, stepUp: asserted, context }, (doing) =>
        addresses.remove(doing, addressId),
      ),
    keep: (session, { addressId, stepUp: asserted }, context) =>
      act({ session, action: { do: 'keep-address', addressId }, stepUp: asserted, context }, (doing) =>
        addresses.keep(doing, addressId),
      ),
  }
}
