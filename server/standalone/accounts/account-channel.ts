import type { AccountEvents } from '../../../shared/protocol.ts'
import type { ReadSignedIn } from '../../accounts/signed-in.ts'
import { enterSignedIn, SIGNED_IN_CROWD, type SignedInLine } from '../../accounts/signed-in-line.ts'
import type { Channel } from '../../requests/channel.ts'

/** The sockets of signed-in pages that wait for news of their account. They send no commands. */
export function accountChannel(readSignedIn: ReadSignedIn): Channel<AccountEvents, SignedInLine> {
  return {
    name: '/account',
    ofSession: 'hears-of-account',
    crowd: SIGNED_IN_CROWD,
    enter: (context, line) => enterSignedIn(readSignedIn, context, line),
    commands: {},
  }
}
