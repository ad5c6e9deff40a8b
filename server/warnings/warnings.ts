import type { Logger } from 'pino'
import type { WarningKind, WarningRow } from '../../shared/admin.ts'

/** How long the console shows a warning that has ended. Milliseconds. */
const SHOWN_AFTER_MS = 60 * 60_000

/** What an operator should know although the site works: something optional fails, or a setting is doubtful. */
export interface Warnings {
  /** It holds from now on. The log is told when it begins. `err` is only for the log. */
  begin(kind: WarningKind, says: string, err?: unknown): void
  /** It has ended, if it held. */
  end(kind: WarningKind): void
  /**
   * The warnings that hold now, and those that ended within the hour. `says` contains nothing that a visitor must not
   * know.
   */
  list(): readonly WarningRow[]
}

interface Noted {
  readonly says: string
  readonly beganAt: number
  readonly endedAt: number | null
}

/** The warnings of one node. Nothing here throws or has to be awaited. */
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
