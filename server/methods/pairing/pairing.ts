import type { PairingId } from '../../../shared/ids.ts'
import type { ReadSignedIn } from '../../accounts/signed-in.ts'
import type { Announcements } from '../../events/announcements.ts'
import type { RecoveryMethod } from '../../recovery/method.ts'
import type { Lines } from '../../requests/channel.ts'
import type { Careful } from '../../warnings/careful.ts'
import type { Seen } from './pairing-store.ts'
import { createSteps, type StepParts } from './steps/steps.ts'
import { approvingChannel } from './wire/approving-channel.ts'
import { lookPost } from './wire/look-post.ts'
import { requestingChannel } from './wire/requesting-channel.ts'
import { showChange, showPairing } from './wire/show-change.ts'

/** What createPairing needs. */
interface PairingParts extends StepParts {
  readonly readSignedIn: ReadSignedIn
  readonly announcer: Announcements
  readonly careful: Careful
}

/** The first recovery method: another device approves, on which the person is still signed in. */
export function createPairing(parts: PairingParts): RecoveryMethod {
  const { fast, readSignedIn, secrets, lives, announcer, careful, log } = parts
  let lines: Lines = { of: () => [] }
  const show = careful('showing a pairing', (written: Seen) => {
    announcer.tellOthers('recovery-changed', written.pairing.id)
    showPairing(lines, { lives, secrets }, written)
  })
  const steps = createSteps(parts, show)
  return {
    id: 'pairing',
    offered: true,
    posts: lookPost(steps.look),
    channels: [requestingChannel(steps, careful), approvingChannel(readSignedIn, steps)],
    serve(served) {
      lines = served
      const deps = { pairings: fast.pairings, lives, secrets }
      const hear = (id: PairingId) =>
        showChange(lines, deps, id).catch((err: unknown) =>
          log.warn({ err }, 'A change of a pairing was not shown.'),
        )
      announcer.listen('recovery-changed', (ids) => Promise.all((ids as readonly PairingId[]).map(hear)))
    },
    proven: steps.proven,
    readiness: async () => ({}),
  }
}
