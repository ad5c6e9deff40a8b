import type { Figures } from '../../server/limits/figures.ts'
import { eventually } from './eventually.ts'

/** Waits for the next minute of the store where the running one is about to end. Leaves a count under `tick`. */
export async function minuteWithRoom(figures: Figures): Promise<void> {
  const left = async () => {
    await figures.add({ tick: 1 }, [])
    return 60_000 - ((await figures.minutes())[0]?.agoMs ?? 0)
  }
  await eventually('a minute with room', async () => (await left()) > 3_000, 5_000)
}
