import type { VolatileStores } from '../stores/volatile-stores.ts'
import { again } from '../warnings/again.ts'
import type { Careful } from '../warnings/careful.ts'
import type { Warnings } from '../warnings/warnings.ts'

const EVERY_MS = 5_000

/**
 * Warns while the store may throw out what it holds, at once and whenever that changes. While it is away, what was
 * found last stands. Returns how to stop.
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
