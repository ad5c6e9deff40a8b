import type { OperatorLinkBodies, OperatorLinkPosts } from '../../../shared/assisted.ts'
import type { PageKey } from '../../../shared/ids.ts'
import type { SlowRecoveryView } from '../../../shared/slow-recovery.ts'
import type { AccountStore } from '../../accounts/account-store.ts'
import { type Answer, refusal } from '../../errors/answer.ts'
import type { AddProof, ProvingPage } from '../../recovery/slow/given-proof.ts'
import type { RequestContext } from '../../requests/request-context.ts'
import type { OperatorLink, OperatorLinks } from './operator-links.ts'

interface LinkDeps {
  readonly links: Pick<OperatorLinks, 'find'>
  readonly accounts: Pick<AccountStore, 'findById'>
  readonly addProof: AddProof
}

type Body<Done> = Answer<{ readonly body: Done }>

/** What a page does with an operator's link. */
export interface Link {
  /** Whose account it is for. Changes nothing, so a program that opens every link does no harm. */
  look(
    wish: OperatorLinkPosts['/api/operator-link/look'][0],
  ): Promise<Body<OperatorLinkPosts['/api/operator-link/look'][1]>>
  /** Uses it for this page, from then on for no other. */
  prove(
    wish: OperatorLinkBodies['/api/operator-link/prove'],
    page: ProvingPage,
    context: RequestContext,
  ): Promise<Body<SlowRecoveryView>>
}

/** One answer for every link that does not work: whoever has a wrong one learns nothing of accounts. */
export function createLink({ links, accounts, addProof }: LinkDeps): Link {
  /** The link of a secret, if this page may use it. */
  async function usable(secret: string, pageKey: PageKey): Promise<OperatorLink | null> {
    const link = await links.find(secret)
    return link && (link.page === null || link.page === pageKey) ? link : null
  }

  return {
    async look({ secret, pageKey }) {
      const link = await usable(secret, pageKey)
      const account = link && (await accounts.findById(link.accountId))
      if (!account) return refusal('code_invalid')
      return { ok: true, body: { name: account.name } }
    },
    async prove({ secret }, page, context) {
      const link = await usable(secret, page.pageKey)
      if (!link) return refusal('code_invalid')
      const evidence = JSON.stringify([link.id, page.pageKey])
      return addProof(page, { accountId: link.accountId, method: 'assisted', evidence }, context)
    },
  }
}
