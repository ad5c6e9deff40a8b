import { createGuard, type Guard } from '../../server/limits/guard.ts'

/** The names of the budgets that something spends, in their order, each with whose it is. */
export async function spentLines(spend: (guard: Guard) => Promise<unknown>): Promise<readonly string[]> {
  const lines: string[] = []
  const limiter = {
    spend: async (asked: readonly (readonly [{ name: string }, string])[]) => {
      lines.push(...asked.map(([{ name }, key]) => `${name} ${key}`))
      return asked.map(() => ({ spent: 1, endsInMs: 1, exact: true }))
    },
  }
  const guard = createGuard({
    limiter,
    perNode: limiter,
    tag: (_kind: string, text: string) => text,
    newness: () => false,
    tally: { count() {}, spending() {} },
  } as never)
  await spend(guard)
  return lines
}
