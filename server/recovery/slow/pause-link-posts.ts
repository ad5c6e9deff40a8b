import { z } from 'zod'
import type { PauseLinkPosts } from '../../../shared/pause-link.ts'
import type { AccountStore } from '../../accounts/account-store.ts'
import { refusal } from '../../errors/answer.ts'
import type { Announcer } from '../../events/announcer.ts'
import type { Guard } from '../../limits/guard.ts'
import { overLimit } from '../../limits/over-limit.ts'
import type { PostsOf } from '../../requests/posts.ts'
import { trace } from '../../requests/request-context.ts'
import { id } from '../../requests/wire-fields.ts'
import type { RecoveryLevel } from '../policy.ts'
import type { PauseLinks } from './pause-links.ts'
import { pauseLinkEffect, standingOf } from './standing.ts'

interface PauseLinkPostDeps {
  readonly pauseLinks: PauseLinks
  readonly accounts: Pick<AccountStore, 'findById'>
  readonly announcer: Pick<Announcer, 'accountChanged'>
  readonly guard: Pick<Guard, 'pagePost'>
  readonly level: RecoveryLevel
}

const takes = z.strictObject({ secret: id })

/** The posts of the page that the link of a notice opens. */
export function pauseLinkPosts(deps: PauseLinkPostDeps): PostsOf<PauseLinkPosts> {
  const { pauseLinks, accounts, announcer, guard, level } = deps
  return {
    '/api/pause-link/look': {
      takes,
      async answer({ secret }, { network }) {
        const over = overLimit(await guard.pagePost(network))
        if (over) return over // [M42]
        const found = await pauseLinks.find(secret)
        const account = found && (await accounts.findById(found.recovery.accountId))
        if (!account) return refusal('code_invalid')
        const { recovery } = found
        const body = {
          ...recovery.requester,
          name: account.name,
          methods: [...new Set(recovery.proofs.map(({ from }) => from))],
          startedAt: recovery.createdAt,
          ...standingOf(found, level),
          does: pauseLinkEffect(found, level, found),
        }
        return { ok: true, body }
      },
    },
    '/api/pause-link/press': {
      takes,
      async answer({ secret }, context) {
        const over = overLimit(await guard.pagePost(context.network))
        if (over) return over // [M42]
        const paused = await pauseLinks.press(secret, level, trace(context))
        switch (paused.outcome) {
          case 'not-there':
            return refusal('code_invalid')
          case 'nothing':
            return { ok: true, body: { outcome: 'nothing', until: null } }
          case 'paused':
            announcer.accountChanged(paused.accountId)
            return { ok: true, body: { outcome: 'paused', until: paused.until } }
          default:
            return paused satisfies never
        }
      },
    },
  }
}
