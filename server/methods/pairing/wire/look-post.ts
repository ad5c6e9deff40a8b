import { z } from 'zod'
import type { PairingId } from '../../../../shared/ids.ts'
import type { PairingPosts } from '../../../../shared/protocol.ts'
import { refusal } from '../../../errors/answer.ts'
import type { PostsOf } from '../../../requests/posts.ts'
import { id } from '../../../requests/wire-fields.ts'
import type { Look } from '../steps/look.ts'

/** The post that trades a scanned code for a receipt, before the person signs in. */
export function lookPost(look: Look): PostsOf<PairingPosts> {
  return {
    '/api/look': {
      takes: z.strictObject({ pairingId: id, step: z.int().min(0).max(999_999), secret: id }),
      async answer(code, { browser, network, socket, isGone }) {
        if (browser === null) return refusal('code_invalid')
        const shown = { ...code, pairingId: code.pairingId as PairingId }
        const seen = await look(shown, { browser, network, socket, isGone })
        return seen.ok ? { ok: true, body: { receipt: seen.receipt } } : seen
      },
    },
  }
}
