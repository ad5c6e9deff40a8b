import { randomBytes, randomInt } from 'node:crypto'
import { ADDRESS_CODE_DIGITS, type AddressAction } from '../../shared/addresses.ts'
import type { Asserted } from '../../shared/api.ts'
import type { AccountStore } from '../accounts/account-store.ts'
import { type Answer, refusal } from '../errors/answer.ts'
import type { Announcer } from '../events/announcer.ts'
import type { Guard } from '../limits/guard.ts'
import { overLimit } from '../limits/over-limit.ts'
import { readMailAddress } from '../mail/mail-address.ts'
import type { ActionStepUp } from '../passkeys/declared-actions.ts'
import type { Doing } from '../passkeys/passkey-acts.ts'
import { type RequestContext, trace } from '../requests/request-context.ts'
import { type Keys, mac } from '../secrets/keys.ts'
import type { Session } from '../sessions/session.ts'
import type { AddressStore } from './address-store.ts'

interface ManageAddressesDeps {
  readonly addresses: AddressStore
  readonly accounts: Pick<AccountStore, 'findById'>
  readonly stepUp: ActionStepUp
  readonly guard: Pick<Guard, 'mailCode'>
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

  /** Makes the step-up, acts, and tells the other devices. */
  async function change<Done extends object>(
    session: Session,
    action: AddressAction,
    asserted: Asserted,
    context: RequestContext,
    act: (doing: Doing) => Promise<Answer<Done>>,
  ): Promise<Answer<Done>> {
    const stepped = await stepUp.finish(session, action, asserted)
    if (!stepped.ok) return stepped // [M21]
    const by = stepped.credential.id
    return told(session, await act({ ...whence(session, context), by }))
  }

  function told<Done extends object>({ accountId }: Session, done: Answer<Done>): Answer<Done> {
    if (done.ok) announcer.accountChanged(accountId)
    return done
  }

  return {
    async add(session, { address: typed, stepUp: asserted }, context) {
      if (!sendsMail) return refusal('mail_off')
      const address = readMailAddress(typed)
      if (address === null) return refusal('address_invalid')
      const { id: sessionId, accountId } = session
      const over = overLimit(await guard.mailCode({ sessionId, accountId, address }, context.network))
      if (over) return over // [M22]
      const account = await accounts.findById(accountId)
      if (!account) return refusal('not_signed_in')
      const id = randomBytes(16).toString('base64url')
      const code = String(randomInt(10 ** ADDRESS_CODE_DIGITS)).padStart(ADDRESS_CODE_DIGITS, '0')
      const added = await change(session, { do: 'add-address', address: typed }, asserted, context, (doing) =>
        addresses.add(doing, {
          ...{ id, address, code, accountName: account.name },
          codeHash: hashWith(keys.current, id, code),
        }),
      )
      return added.ok ? { ok: true, addressId: id, codeUntil: added.codeUntil } : added
    },
    async confirm(session, { addressId, code }, context) {
      const hashes = keys.accepted().map((ring) => hashWith(ring, addressId, code.replaceAll(/\s/g, '')))
      return told(session, await addresses.confirm(whence(session, context), addressId, hashes))
    },
    remove: (session, { addressId, stepUp: asserted }, context) =>
      change(session, { do: 'remove-address', addressId }, asserted, context, (doing) =>
        addresses.remove(doing, addressId),
      ),
    keep: (session, { addressId, stepUp: asserted }, context) =>
      change(session, { do: 'keep-address', addressId }, asserted, context, (doing) =>
        addresses.keep(doing, addressId),
      ),
  }
}

function whence({ accountId, id: sessionId }: Session, context: RequestContext): Omit<Doing, 'by'> {
  return { accountId, trace: { sessionId, ...trace(context) } }
}
