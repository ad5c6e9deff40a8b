import type { EmailBodies, EmailPosts } from '../../../shared/email-recovery.ts'
import type { SlowRecoveryView } from '../../../shared/slow-recovery.ts'
import type { AccountStore } from '../../accounts/account-store.ts'
import { type Answer, refusal } from '../../errors/answer.ts'
import type { AddProof, ProvingPage } from '../../recovery/slow/given-proof.ts'
import type { RequestContext } from '../../requests/request-context.ts'
import type { MailedCodes } from './mailed-codes.ts'
import { codeOf, idOf } from './secrets.ts'
import type { EmailSettings } from './settings.ts'

interface MailedLinkDeps {
  readonly setting: EmailSettings
  readonly codes: Pick<MailedCodes, 'find' | 'show'>
  readonly accounts: Pick<AccountStore, 'findById'>
  readonly addProof: AddProof
}

type Answered<Path extends keyof EmailPosts> = Promise<Answer<{ readonly body: EmailPosts[Path][1] }>>

/** What a page does with the link of a mail. One answer for every link that does not work. */
export interface MailedLink {
  /** Who asked for the mail. Changes nothing, so a program that opens every link does no harm. */
  look(wish: EmailPosts['/api/email-link/look'][0]): Answered<'/api/email-link/look'>
  /** The code, for a browser that did not ask. It proves nothing here. */
  show(wish: EmailPosts['/api/email-link/show'][0]): Answered<'/api/email-link/show'>
  /** The same proof as the code, on the page that asked. */
  prove(
    wish: EmailBodies['/api/email-link/prove'],
    page: ProvingPage,
    context: RequestContext,
  ): Promise<Answer<{ readonly body: SlowRecoveryView }>>
}

/** Makes it, from what it needs. */
export function createMailedLink({ setting, codes, accounts, addProof }: MailedLinkDeps): MailedLink {
  return {
    async look({ secret, pageKey }) {
      if (setting === 'off') return refusal('not_found') // [E1]
      const mailed = await codes.find(idOf(secret))
      const account = mailed && (await accounts.findById(mailed.owner.accountId))
      if (!account) return refusal('code_invalid')
      const { requester, askedAt } = mailed
      return {
        ok: true,
        body: { ...requester, name: account.name, askedAt, here: mailed.pageKey === pageKey },
      }
    },
    async show({ secret }) {
      if (setting === 'off') return refusal('not_found') // [E1]
      const shown = await codes.show(idOf(secret))
      if (!shown) return refusal('code_invalid')
      return { ok: true, body: { ...shown, code: codeOf(secret) } }
    },
    async prove({ secret }, page, context) {
      if (setting === 'off') return refusal('not_found') // [E1]
      const mailed = await codes.find(idOf(secret))
      if (mailed?.pageKey !== page.pageKey) return refusal('code_invalid') // [E8]
      return addProof(page, { ...mailed.owner, method: 'email' }, context)
    },
  }
}
