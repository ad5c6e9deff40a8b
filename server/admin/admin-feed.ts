import type { AdminBackground, AdminEvents, AdminFigures } from '../../shared/admin.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import type { Line, Lines } from '../requests/channel.ts'
import { again } from '../warnings/again.ts'
import type { Careful } from '../warnings/careful.ts'
import type { Warnings } from '../warnings/warnings.ts'
import type { AdminStore } from './admin-store.ts'
import type { ReadBackground } from './background.ts'
import { CONSOLE, type ConsoleLine } from './console-line.ts'
import type { ReadFigures } from './figures.ts'
import { maySee } from './may-see.ts'

/** How often a node checks again who may watch. Every second time it sends the figures. Milliseconds. */
const EVERY_MS = 1_000
/** After how many rounds the background is sent again. */
const BACKGROUND_ROUNDS = 10

const MISSED = {
  console: 'The console shows nothing right now: a store can’t be reached.',
  hours: 'The console shows no hours and no settings right now: a store can’t be reached.',
} as const

export interface FeedDeps {
  readonly admins: Pick<AdminStore, 'standings'>
  readonly figures: ReadFigures
  readonly background: ReadBackground
  readonly warnings: Warnings
  readonly careful: Careful
}

export interface AdminFeed {
  /** Sends the figures to an admin who has just connected. */
  show(line: Pick<Line<AdminEvents>, 'emit'>): void
  /** Starts sending them to all admins found here. Returns a function that stops it. */
  serve(lines: Lines): () => void
}

/**
 * Sends figures to the admins of this node, read once for all of them. Role, probation and opening are checked every
 * second. If they or the figures cannot be read, nothing is sent and everybody stays connected.
 */
export function createAdminFeed(deps: FeedDeps): AdminFeed {
  const { admins, figures, background, warnings, careful } = deps
  const read = shareReading(figures, EVERY_MS)
  const readBackground = shareReading(background, EVERY_MS)
  let watching = (): readonly ConsoleLine[] => []
  let round = 0
  let sending = false

  const missed = (part: keyof typeof MISSED) => (err: unknown) => {
    warnings.begin(part, MISSED[part], err)
    return false
  }

  /** Never rejects, even if the store or a socket fails. */
  async function send(say: (figures: AdminFigures) => unknown): Promise<void> {
    const said = read().then(say)
    await said.then(() => warnings.end('console'), missed('console'))
  }

  /** Never rejects either. It has a warning of its own, which figures that arrive must not end. */
  async function sendBackground(say: (slow: AdminBackground) => unknown): Promise<void> {
    const said = readBackground().then(say)
    await said.then(() => warnings.end('hours'), missed('hours'))
  }

  async function sendToAll(): Promise<void> {
    sending = true
    // A slow reader misses figures, and gets the next ones.
    await send((now) => {
      for (const { line } of watching()) line.hint('figures', now)
    })
    sending = false
  }

  async function turn(): Promise<void> {
    round += 1
    if (watching().length === 0) return
    const judged = await closeOthers(watching(), admins).then(() => true, missed('console'))
    if (!judged) return // [D13]
    // Not awaited: slow figures must not let a demoted admin go on watching.
    if (round % 2 === 0 && !sending) void sendToAll()
    if (round % BACKGROUND_ROUNDS === 0)
      void sendBackground((slow) => {
        for (const { line } of watching()) line.hint('background', slow)
      })
  }

  return {
    show(line) {
      void send((now) => line.emit('figures', now))
      void sendBackground((slow) => line.emit('background', slow))
    },
    serve(lines) {
      watching = () => lines.of<ConsoleLine>(CONSOLE)
      return again(careful, EVERY_MS, 'figures for admins', turn)
    },
  }
}

/** Figures are read at most once a second, however many admins connect. */
function shareReading<Read>(read: () => Promise<Read>, forMs: number): () => Promise<Read> {
  let latest: { readonly at: number; readonly reading: Promise<Read> } | null = null
  return () => {
    const now = performance.now()
    if (!latest || now - latest.at >= forMs) latest = { at: now, reading: read() }
    return latest.reading
  }
}

/** Closes the sockets of this node that may no longer watch, and says why. */
async function closeOthers(watching: readonly ConsoleLine[], admins: FeedDeps['admins']): Promise<void> {
  const standings = await admins.standings([...new Set(watching.map(({ sessionId }) => sessionId))])
  for (const { sessionId, line } of watching) {
    const may = maySee(standings.get(sessionId) ?? null)
    if (may === true) continue
    line.emit('bye', BYE[may] ?? 'refused')
    line.close() // [D12]
  }
}

const BYE: Readonly<Partial<Record<ErrorCode, AdminEvents['bye']>>> = {
  not_signed_in: 'session-ended',
  not_admin: 'not-admin',
  step_up_due: 'step-up-over',
}
