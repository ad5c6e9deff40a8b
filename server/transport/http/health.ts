import type { Express } from 'express'
import type { Warnings } from '../../warnings/warnings.ts'

/** A store that requests depend on. `check` rejects when it does not answer. */
interface ReadyCheck {
  readonly name: string
  readonly check: () => Promise<void>
}

export interface HealthDeps {
  readonly checks: readonly ReadyCheck[]
  /** What an operator should know although all stores answer, such as limits that live in one process only. */
  readonly warnings: Pick<Warnings, 'list'>
}

const PATIENCE_MS = 2_000

/** `/healthz`: the process runs. `/readyz`: its stores answer, each by its name; 503 if one does not. */
export function addHealthRoutes(app: Express, { checks, warnings }: HealthDeps): void {
  app.get('/healthz', (_request, response) => {
    response.json({ ok: true })
  })
  app.get('/readyz', async (_request, response) => {
    const stores = await Promise.all(checks.map(async (one) => [one.name, await answers(one)] as const))
    const ok = stores.every(([, answer]) => answer === 'ok')
    response
      .status(ok ? 200 : 503)
      .json({ ok, stores: Object.fromEntries(stores), warnings: standing(warnings) })
  })
}

/** The warnings that hold now, and since when. */
function standing(warnings: HealthDeps['warnings']): readonly object[] {
  return warnings
    .list()
    .filter(({ endedAgoMs }) => endedAgoMs === null)
    .map(({ kind, says, beganAgoMs }) => ({ kind, says, seconds: Math.round(beganAgoMs / 1_000) }))
}

async function answers({ check }: ReadyCheck): Promise<'ok' | 'away'> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'away'>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, 'away')
  })
  const answer = check().then(
    () => 'ok' as const,
    () => 'away' as const,
  )
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}
