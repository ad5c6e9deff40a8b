import { randomBytes } from 'node:crypto'
import type { Account } from '../../server/accounts/account.ts'
import type { AuditEntry } from '../../server/audit/audit-entry.ts'
import type { Answer } from '../../server/errors/answer.ts'
import type { NewCredential } from '../../server/passkeys/credential.ts'
import type { Addition } from '../../server/passkeys/credential-store.ts'
import type { Doing } from '../../server/passkeys/passkey-acts.ts'
import type { RecoveryFacts } from '../../server/recovery/recovery.ts'
import type { NewSession } from '../../server/sessions/session.ts'
import type { SqlStores } from '../../server/stores/sql/open-sql.ts'
import type { AuditAction } from '../../shared/audit.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import type { AccountId, CredentialId, RecoveryId, SessionId, UserHandle } from '../../shared/ids.ts'

/** Nothing here repeats, so that tests can share one database. */
export function randomText<Id extends string>(bytes = 16): Id {
  return randomBytes(bytes).toString('base64url') as Id
}

export const newAccountId = () => randomText<AccountId>()

export function sampleAccount(foldedName: string = randomText()): Omit<Account, 'createdAt'> {
  return {
    id: newAccountId(),
    name: foldedName.toUpperCase(),
    foldedName,
    userHandle: randomText<UserHandle>(64),
  }
}

export function sampleCredential(accountId: AccountId, id = randomText<CredentialId>(32)): NewCredential {
  return {
    id,
    accountId,
    publicKey: new Uint8Array([0xa5, 0x00, 0xff, 0x01]),
    counter: 0,
    transports: ['internal', 'hybrid'],
    aaguid: '00000000-0000-0000-0000-000000000000',
    name: `Passkey ${randomText(4)}`,
    synced: true,
    backedUp: false,
    boundDevice: 'Chrome on Windows',
    boundNetwork: '198.51.100.0/24',
  }
}

export function sampleSession(accountId: AccountId, credentialId: CredentialId): NewSession {
  return {
    id: randomText<SessionId>(),
    accountId,
    tokenHash: randomText(32),
    credentialId,
    device: 'Firefox on Linux',
    network: '203.0.113.0/24',
  }
}

export function sampleFacts(accountId: AccountId, changes: Partial<RecoveryFacts> = {}): RecoveryFacts {
  return {
    id: randomText<RecoveryId>(),
    accountId,
    method: 'pairing',
    ...approvedBy(randomText<CredentialId>(32)),
    retiredId: null,
    retireMode: null,
    endOtherSessions: false,
    requester: { device: 'Chrome on Windows', network: '198.51.100.0/24', place: null },
    ...changes,
  }
}

/** The proof of a recovery that this passkey approved, after all that the test has made by then. */
export function approvedBy(
  credentialId: CredentialId,
  sessionId = randomText<SessionId>(),
  at = Number.MAX_SAFE_INTEGER,
): Pick<RecoveryFacts, 'proofs'> {
  return { proofs: [{ method: 'pairing', at, approval: { credentialId, sessionId } }] }
}

/**
 * A passkey that its account has had for long, so that nothing that brought it can be undone: the first of the
 * account, or one added by the first. The next one is younger.
 */
export async function givePasskey(
  { accounts, credentials }: Pick<SqlStores, 'accounts' | 'credentials'>,
  credential: NewCredential,
): Promise<'added' | 'credential-known'> {
  const { accountId } = credential
  const first = (await credentials.list(accountId)).find(({ status }) => status === 'active')
  const audit = entry('passkey-added', accountId)
  const outcome = first
    ? await credentials.add(credential, addition(first.id, 0), audit)
    : await accounts.create({ ...sampleAccount(), id: accountId }, credential, audit)
  await nextMillisecond()
  return outcome === 'credential-known' ? outcome : 'added'
}

export function addition(by: CredentialId, undoMs = 7 * 24 * 60 * 60_000): Addition {
  return { id: randomText<RecoveryId>(), at: 0, sessionId: randomText<SessionId>(), by, undoMs }
}

/** Until the clock of this machine, which is that of the databases too, has gone on. */
export async function nextMillisecond(): Promise<void> {
  const after = Date.now() + 1
  while (Date.now() <= after) await new Promise((resolve) => setImmediate(resolve))
}

/** What a passkey does. */
export function doingOf(accountId: AccountId, by: CredentialId): Doing {
  return { accountId, by, trace: {} }
}

/** Why something was refused; null when it was not. */
export function codeOf(answer: Answer<object>): ErrorCode | null {
  return answer.ok ? null : answer.code
}

export function entry(action: AuditAction, accountId: AccountId | null): AuditEntry {
  return { action, accountId }
}

/** Runs `times` attempts at once, turn by turn on the two handles. */
export function atOnce<Handle, Result>(
  handles: readonly [Handle, Handle],
  times: number,
  attempt: (handle: Handle, turn: number) => Promise<Result>,
): Promise<Result[]> {
  return Promise.all(
    Array.from({ length: times }, (_, turn) => attempt(turn % 2 ? handles[1] : handles[0], turn)),
  )
}

/** As many as a store lets wait for a connection for as long as it takes a busy machine to serve them. */
const WAVE = 40

/** The same in waves, where they are too many for the connections of two nodes. */
export async function inWaves<Handle, Result>(
  handles: readonly [Handle, Handle],
  times: number,
  attempt: (handle: Handle, turn: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  for (let done = 0; done < times; done += WAVE) {
    const wave = Math.min(WAVE, times - done)
    results.push(...(await atOnce(handles, wave, (handle, turn) => attempt(handle, done + turn))))
  }
  return results
}

/** Runs `work` on a node whose clock is a day ahead of the database's. */
export async function withClockAhead<Result>(work: () => Promise<Result>): Promise<Result> {
  const realNow = Date.now
  Date.now = () => realNow() + 24 * 60 * 60 * 1_000
  try {
    return await work()
  } finally {
    Date.now = realNow
  }
}
