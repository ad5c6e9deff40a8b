import type { AccountId, SessionId } from '../../shared/ids.ts'
import type { Announcements } from '../events/announcements.ts'
import type { AnyChannel, Lines } from '../requests/channel.ts'
import { closeSessions } from '../sessions/watch-sessions.ts'
import { accountTopic, type SignedInLine } from './signed-in-line.ts'

/** Tells the sockets of this node what any node announced about accounts and sessions. */
export function hearAnnouncements(
  announcements: Announcements,
  lines: Lines,
  channels: readonly AnyChannel[],
): void {
  const ofAccount = namesOf(channels, 'hears-of-account')
  const ofSession = [...ofAccount, ...namesOf(channels, 'closes-only')]
  const tellAccount = (id: AccountId) => {
    for (const channel of ofAccount)
      for (const { line } of lines.of<SignedInLine>(channel, accountTopic(id))) line.emit('changed')
  }
  announcements.listen('account-changed', (ids) => (ids as readonly AccountId[]).forEach(tellAccount))
  announcements.listen('sessions-ended', (ids) =>
    closeSessions(lines, ofSession, ids as readonly SessionId[]),
  )
}

/** The names of the channels whose connections belong to sessions in this way. */
export function namesOf(channels: readonly AnyChannel[], how: AnyChannel['ofSession']): string[] {
  return channels.filter(({ ofSession }) => ofSession === how).map(({ name }) => name)
}
