import { z } from 'zod'
import type { StepUpAction, StepUpPosts } from '../../shared/step-up.ts'
import type { ActionStepUp, ActionsOf } from '../passkeys/declared-actions.ts'
import type { PostsOf } from '../requests/posts.ts'
import type { Authenticate } from '../sessions/authenticate.ts'
import { signedIn } from '../sessions/signed-in.ts'

interface StepUpPostDeps {
  readonly actions: ActionsOf<StepUpAction>
  readonly authenticate: Authenticate
  readonly stepUp: Pick<ActionStepUp, 'begin'>
}

/** The post that begins a step-up, for every feature that asks for one. */
export function stepUpPosts({ actions, authenticate, stepUp }: StepUpPostDeps): PostsOf<StepUpPosts> {
  return {
    '/api/step-up': {
      takes: z.strictObject({ action: anyOf(actions) }),
      async answer({ action }, context) {
        const begun = await signedIn(authenticate, context, (session) => stepUp.begin(session, action))
        return begun.ok ? { ok: true, body: begun.offer } : begun
      },
    },
  }
}

function anyOf(actions: ActionsOf<StepUpAction>): z.ZodType<StepUpAction> {
  const [first, ...others] = Object.entries(actions).map(([name, { fields }]) =>
    z.strictObject({ do: z.literal(name), ...fields }),
  )
  if (!first) return z.never()
  return z.discriminatedUnion('do', [first, ...others]) as z.ZodType<object> as z.ZodType<StepUpAction>
}
