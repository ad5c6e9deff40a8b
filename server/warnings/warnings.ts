import type { Logger } from 'pino'
import type { WarningKind, WarningRow } from '../../shared/admin.ts'

/** For so long the console shows what is over. */
const SHOWN_AFTER_MS = 60 * 60_000

/** What an operator should know although the site works: something optional fails, or a setting is doubtful. */
export interface Warnings {
  /** It holds from now on; the log is told when it begins. `err` is for the log alone. */
  begin(kind: WarningKind, says: string, err?: unknown): void
  /** It is over, if it held. */
  end(kind: WarningKind): void
  /** What holds now, and what ended within the hour. `says` has nothing that a visitor must not know. */
  list(): readonly WarningRow[]
}

interface Noted {
  readonly says: string
  readonly beganAt: number
  readonly endedAt: number | null
}

/** The warnings of one node. Nothing here throws, and nobody waits for it. */
export function createWarnings(log: Logger, now: () => number = () => performance.now()): Warnings {
  const noted = new Map<WarningKind, Noted>()
  return {
    begin(kind, says, err) {
      const before = noted.get(kind)
      if (before && before.endedAt === null) return
      noted.set(kind, { says, beganAt: now(), endedAt: null })
      log.warn({ warning: kind, ...(err !== undefined && { err }) }, says)
    },
    end(kind) {
      const before = noted.get(kind)
      if (before?.endedAt !== null) return
      noted.set(kind, { ...before, endedAt: now() })
      log.info({ warning: kind }, `Over: ${before.says}`)
    },
    list() {
      const rows = [...noted].map(([kind, { says, beganAt, endedAt }]) => ({
        kind,
        says,
        beganAgoMs: now() - beganAt,
        endedAgoMs: endedAt === null ? null : now() - endedAt,
      }))
      return rows.filter(({ endedAgoMs }) => endedAgoMs === null || endedAgoMs < SHOWN_AFTER_MS)
    },
  }
}
