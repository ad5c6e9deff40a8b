import type { VolatileStores } from '../stores/volatile-stores.ts'
import { again } from '../warnings/again.ts'
import type { Careful } from '../warnings/careful.ts'
import type { Warnings } from '../warnings/warnings.ts'

const EVERY_MS = 5_000

/**
 * Warns while the store may evict keys: at once, and whenever that changes. While the store is away, the last result
 * stands. Returns a function that stops it.
 */
export async function watchForgetting(
  fast: Pick<VolatileStores, 'forgets'>,
  warnings: Pick<Warnings, 'begin' | 'end'>,
  careful: Careful,
  everyMs = EVERY_MS,
): Promise<() => void> {
  async function look(): Promise<void> {
    const says = await fast.forgets()
    if (!says) return warnings.end('eviction')
    warnings.begin('eviction', says) // [K176]
  }
  const lookIfThere = () => look().catch(() => {})
  await lookIfThere()
  return again(careful, everyMs, 'watching whether the store forgets', lookIfThere)
}
