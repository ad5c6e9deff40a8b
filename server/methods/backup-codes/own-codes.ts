import type { Asserted } from '../../../shared/api.ts'
import {
  type BackupCode,
  type BackupCodeAction,
  type MadeBackupCodes,
  showBackupCode,
} from '../../../shared/backup-codes.ts'
import { createActByStepUp } from '../../accounts/act-by-step-up.ts'
import { type Answer, refusal } from '../../errors/answer.ts'
import type { Announcer } from '../../events/announcer.ts'
import type { Guard } from '../../limits/guard.ts'
import { overLimit } from '../../limits/over-limit.ts'
import type { ActionStepUp } from '../../passkeys/declared-actions.ts'
import type { Doing } from '../../passkeys/passkey-acts.ts'
import { type RequestContext, trace } from '../../requests/request-context.ts'
import type { Session } from '../../sessions/session.ts'
import type { BackupCodeStore, HashedCode } from './backup-code-store.ts'
import { newCodes, newCodesFor } from './codes.ts'
import { hashSecret } from './hash.ts'
import type { OneAtATime } from './one-at-a-time.ts'
import type { BackupCodeSettings } from './settings.ts'

interface OwnCodesDeps {
  readonly setting: BackupCodeSettings
  readonly store: Pick<BackupCodeStore, 'make' | 'saved' | 'switchOff' | 'cancel' | 'usedCodes' | 'renew'>
  readonly stepUp: Pick<ActionStepUp, 'finish'>
  readonly announcer: Pick<Announcer, 'accountChanged'>
  readonly guard: Pick<Guard, 'sessionAlone'>
  readonly oneAtATime: OneAtATime
}

/** What an owner does with their backup codes. All of it takes a step-up that was made for exactly this. */
export interface OwnCodes {
  /** Makes a new set. Only this answer has the codes. */
  make(session: Session, stepUp: Asserted, context: RequestContext): Promise<Answer<MadeBackupCodes>>
  /** Makes new codes in the place of used ones. Only this answer has them. */
  renew(session: Session, stepUp: Asserted, context: RequestContext): Promise<Answer<MadeBackupCodes>>
  /** The owner says that they have saved a set. Where its codes were just shown, that takes no step-up. */
  saved(
    session: Session,
    wish: { readonly setId: string; readonly stepUp?: Asserted | undefined },
    context: RequestContext,
  ): Promise<Answer<object>>
  switchOff(
    session: Session,
    stepUp: Asserted,
    context: RequestContext,
  ): Promise<Answer<{ readonly offAt: number | null }>>
  /** Drops a set that does not count yet, or keeps one that was to be switched off. */
  cancel(
    session: Session,
    change: { readonly setId: string; readonly stepUp: Asserted },
    context: RequestContext,
  ): Promise<Answer<object>>
}

/** Makes it, from what it needs. */
export function createOwnCodes(deps: OwnCodesDeps): OwnCodes {
  const { setting, store, stepUp, announcer, guard, oneAtATime } = deps
  const act = createActByStepUp({ stepUp, announcer })

  /** Nothing is changed where the site has no backup codes. */
  async function change<Done extends object>(
    session: Session,
    action: BackupCodeAction,
    asserted: Asserted,
    context: RequestContext,
    make: (doing: Doing) => Promise<Answer<Done>>,
  ): Promise<Answer<Done>> {
    if (setting === 'off') return refusal('not_found') // [B20]
    return act({ session, action, stepUp: asserted, context }, make)
  }

  return {
    make: (session, asserted, context) =>
      change(session, { do: 'make-backup-codes' }, asserted, context, async (doing) => {
        const codes = newCodes()
        const hashed = await hashAll(codes, oneAtATime, doing.accountId)
        if (!hashed) return refusal('server_full')
        const made = await store.make(doing, hashed)
        if (!made.ok) return made
        const { setId, countsFrom } = made
        return { ok: true, setId, codes: codes.map(showBackupCode), countsFrom }
      }),
    renew: (session, asserted, context) =>
      change(session, { do: 'renew-backup-codes' }, asserted, context, async (doing) => {
        const used = await store.usedCodes(doing.accountId)
        if (!used) return refusal('not_now')
        const codes = newCodesFor(used.numbers)
        const hashed = await hashAll(codes, oneAtATime, doing.accountId)
        if (!hashed) return refusal('server_full')
        const renewed = await store.renew(doing, used.setId, hashed)
        if (!renewed.ok) return renewed
        const { setId } = used
        return { ok: true, setId, codes: codes.map(showBackupCode), countsFrom: renewed.countsFrom }
      }),
    async saved(session, { setId, stepUp: asserted }, context) {
      if (asserted)
        return change(session, { do: 'note-backup-codes', setId }, asserted, context, async (doing) =>
          (await store.saved(doing, setId)) ? { ok: true } : refusal('not_found'),
        )
      if (setting === 'off') return refusal('not_found') // [B20]
      const { accountId, id: sessionId } = session
      const over = overLimit(await guard.sessionAlone(sessionId))
      if (over) return over // [A167]
      const done = await store.saved({ accountId, trace: { sessionId, ...trace(context) } }, setId)
      if (!done) return refusal('not_found')
      announcer.accountChanged(accountId)
      return { ok: true }
    },
    async switchOff(session, asserted, context) {
      if (setting === 'on') return refusal('backup_codes_required') // [B21]
      return change(session, { do: 'switch-off-backup-codes' }, asserted, context, (doing) =>
        store.switchOff(doing),
      )
    },
    cancel: (session, { setId, stepUp: asserted }, context) =>
      change(session, { do: 'cancel-backup-codes', setId }, asserted, context, (doing) =>
        store.cancel(doing, setId),
      ),
  }
}

/** Each hash waits for its own turn, so that a code that someone types meanwhile does not wait for ten. */
async function hashAll(
  codes: readonly BackupCode[],
  oneAtATime: OneAtATime,
  key: string,
): Promise<readonly HashedCode[] | null> {
  const hashed: HashedCode[] = []
  for (const { number, secret } of codes) {
    const turn = await oneAtATime(key, () => hashSecret(secret))
    if (!turn) return null
    hashed.push({ number, hash: turn.done })
  }
  return hashed
}
