import type { Approver } from '../pairing/actors.ts'
import { hashToken } from '../sessions/token.ts'
import type { Peer } from '../sockets/peer.ts'
import type { SqlStores } from '../stores/sql/open-sql.ts'

/** The session behind a peer's cookie, read from SQL at every call: an ended one is nobody. */
export async function readApprover({ sessions, accounts }: SqlStores, peer: Peer): Promise<Approver | null> {
  const session = peer.sessionToken && (await sessions.findByTokenHash(hashToken(peer.sessionToken)))
  const account = session && (await accounts.findById(session.accountId))
  if (!session || !account) return null
  return {
    accountId: account.id,
    accountName: account.name,
    foldedName: account.foldedName,
    sessionId: session.id,
    credentialId: session.credentialId,
    browser: peer.browser,
    network: peer.network,
    place: peer.place,
    device: peer.device,
  }
}
