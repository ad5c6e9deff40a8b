import type { PairingId } from '../../../shared/ids.ts'
import { StoreAway } from '../../errors/store-away.ts'
import type { Announcements } from '../../events/announcements.ts'
import type { RecoveryMethod } from '../../recovery/method.ts'
import type { Lines } from '../../requests/channel.ts'
import type { Careful } from '../../warnings/careful.ts'
import { decide } from './decide.ts'
import type { PairingDeps } from './deps.ts'
import type { Seen } from './pairing-store.ts'
import { approvingChannel } from './wire/approving-channel.ts'
import { lookPost } from './wire/look-post.ts'
import { requestingChannel } from './wire/requesting-channel.ts'
import { showChange, showPairing } from './wire/show-change.ts'

export interface PairingParts extends Omit<PairingDeps, 'news'> {
  readonly announcer: Announcements
  readonly careful: Careful
}

/** The first recovery method: another device, where the person is still signed in, approves. */
export function createPairing(parts: PairingParts): RecoveryMethod<'/api/look'> {
  const { announcer, careful } = parts
  let lines: Lines = { of: () => [] }
  const changed = careful('showing a pairing', (written: Seen) => {
    announcer.tellOthers('pairing-changed', written.pairing.id)
    showPairing(lines, parts, written)
  })
  const deps: PairingDeps = { ...parts, news: { changed } }
  return {
    id: 'pairing',
    posts: lookPost(deps),
    channels: [requestingChannel(deps, careful), approvingChannel(deps)],
    serve(served) {
      lines = served
      const show = (id: PairingId) =>
        showChange(lines, deps, id).catch((err: unknown) =>
          deps.log.warn({ err }, 'A change of a pairing was not shown.'),
        )
      announcer.listen('pairing-changed', (ids) => Promise.all((ids as readonly PairingId[]).map(show)))
    },
    async proven({ pairingId, credentialId, approvingCredentialId }) {
      if (!credentialId) return
      // The record may be gone by then, or have fallen behind what SQL says.
      const follow = async () => {
        const registered = await decide(deps, pairingId, { type: 'registered', credentialId })
        if (registered) await decide(deps, registered, { type: 'prove' })
      }
      try {
        await Promise.all([follow(), deps.guard.recoveryDone(approvingCredentialId)])
      } catch (error) {
        if (!(error instanceof StoreAway)) throw error
        deps.log.warn(
          { pairingId },
          'A recovery is done in SQL, but the pairing store is away and was not told.',
        )
      }
    },
  }
}
