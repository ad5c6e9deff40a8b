import { StoreAway } from '../errors/store-away.ts'
import { again } from '../warnings/again.ts'
import type { Careful } from '../warnings/careful.ts'
import type { Nodes, NodeWord } from './nodes.ts'

const EVERY_MS = 10_000

export interface WatchDeps {
  readonly nodes: Pick<Nodes, 'beat' | 'leave'>
  readonly self: Pick<NodeWord, 'id' | 'host' | 'version'>
  readonly upMs: () => number
  readonly pingSql: () => Promise<void>
  /** Judges and notes alarms, also if no admin watches. */
  readonly readAlarms: () => Promise<unknown>
  readonly careful: Careful
}

interface Watch {
  stop(): Promise<void>
}

/** Reports every 10 s that this node runs, and notes the alarms that hold. */
export function keepWatch({ nodes, self, upMs, pingSql, readAlarms, careful }: WatchDeps): Watch {
  let stopped = false
  let beating: Promise<void> = Promise.resolve()

  async function turn(): Promise<void> {
    const sql = await pingSql().then(
      () => true,
      () => false,
    )
    if (stopped) return // [A119]
    // While the store is away, nobody can be told. There is a separate warning about that.
    beating = quietly(nodes.beat({ ...self, upMs: upMs(), sql }))
    await beating
    if (!stopped) await quietly(readAlarms())
  }
  void careful('telling that this node runs', turn)()
  const stop = again(careful, EVERY_MS, 'telling that this node runs', turn)
  return {
    async stop() {
      stopped = true
      stop()
      // A report that is under way must not arrive after the last one. If it fails, its own round says so.
      await beating.catch(() => {})
      await quietly(nodes.leave(self.id))
    },
  }
}

async function quietly(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof StoreAway)) throw error
  })
}
