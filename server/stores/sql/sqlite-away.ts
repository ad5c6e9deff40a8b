import { setTimeout as wait } from 'node:timers/promises'
import { StoreAway } from '../../errors/store-away.ts'

/** How long a writer waits for another process to finish its transaction. */
const PATIENCE_MS = 5_000
const RETRY_MS = 5

/**
 * Codes of a disk that fails, a file that is damaged or gone, and a wait that took too long. Any other code is a
 * fault of ours.
 */
const AWAY = /^SQLITE_(BUSY|CANTOPEN|CORRUPT|FULL|IOERR|LOCKED|NOMEM|NOTADB|PERM|PROTOCOL|READONLY)/

/** Until when a caller that comes now waits. */
export function patienceEnds(): number {
  return performance.now() + PATIENCE_MS
}

/** Runs `attempt` until the file is free, without blocking the process. Throws StoreAway if that takes too long. */
export async function whenFree<Result>(
  attempt: () => Result,
  deadline: number = patienceEnds(),
): Promise<Result> {
  for (;;) {
    try {
      return attempt()
    } catch (error) {
      if (!codeOf(error).startsWith('SQLITE_BUSY') || performance.now() > deadline) throw awayOr(error)
    }
    await wait(RETRY_MS)
  }
}

/** Runs `attempt` once. If the file or its disk fails, throws StoreAway. */
export function orAway<Result>(attempt: () => Result): Result {
  try {
    return attempt()
  } catch (error) {
    throw awayOr(error)
  }
}

/** Whether the file or its disk failed, and not the query. */
export function isOutage(error: unknown): boolean {
  return error instanceof StoreAway || AWAY.test(codeOf(error))
}

function awayOr(error: unknown): unknown {
  return AWAY.test(codeOf(error)) ? new StoreAway('sql', { cause: error }) : error
}

function codeOf(error: unknown): string {
  return String((error as { readonly code?: unknown } | null)?.code)
}
