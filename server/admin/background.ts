import type { AdminBackground } from '../../shared/admin.ts'
import type { Figures } from '../limits/figures.ts'

interface BackgroundDeps {
  readonly figures: Pick<Figures, 'hours'>
  readonly about: Omit<AdminBackground, 'hours'>
}

/** What changes slowly; see AdminBackground. */
export type ReadBackground = () => Promise<AdminBackground>

export function createReadBackground({ figures, about }: BackgroundDeps): ReadBackground {
  return async () => ({ ...about, hours: await figures.hours() })
}
