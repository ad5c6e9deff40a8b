/** One kind of question: asks it for a round and gives what is to be timed. */
export type Ask<Answer> = (round: number) => Promise<() => Promise<Answer>>

/** The same for each of some kinds. */
export function forEach<Kind extends string, Value>(
  kinds: readonly Kind[],
  make: (kind: Kind) => Value,
): Record<Kind, Value> {
  return Object.fromEntries(kinds.map((kind) => [kind, make(kind)])) as Record<Kind, Value>
}

export interface Sampled<Answer> {
  readonly answers: readonly Answer[]
  readonly ms: readonly number[]
}

/**
 * Asks every kind once in each round, one after the other and in another order each time, so that whatever the
 * machine is busy with meets all of them alike.
 */
export async function sample<Kind extends string, Answer>(
  kinds: Readonly<Record<Kind, Ask<Answer>>>,
  rounds: number,
  from = 0,
): Promise<Record<Kind, Sampled<Answer>>> {
  const names = Object.keys(kinds) as Kind[]
  const seen = Object.fromEntries(names.map((name) => [name, { answers: [], ms: [] }])) as unknown as Record<
    Kind,
    { answers: Answer[]; ms: number[] }
  >
  for (let round = from; round < from + rounds; round += 1) {
    for (const name of shuffled(names)) {
      const ask = await kinds[name](round)
      const began = performance.now()
      const answer = await ask()
      seen[name].ms.push(performance.now() - began)
      seen[name].answers.push(answer)
    }
  }
  return seen
}

/** Kinds of answers may differ by this much, half of what is planted below: a network hides it. */
export const THRESHOLD_MS = 2.5

/**
 * How much longer one kind takes than another: the difference of their tenth fastest in a hundred. Whatever a
 * busy machine or network does makes an answer later and never sooner, so the fast ones tell what the work itself
 * takes, where medians would need many more of them (Crosby, Wallach and Riedi, 2009, on low percentiles).
 */
export function difference(one: Sampled<unknown>, other: Sampled<unknown>): number {
  return tenthOf(one.ms) - tenthOf(other.ms)
}

/** For each kind how much longer it took than the first; printed, for whoever wants to see the margin. */
export function differences<Kind extends string>(
  sampled: Readonly<Record<Kind, Sampled<unknown>>>,
  first: NoInfer<Kind>,
): Readonly<Record<Kind, number>> {
  const kinds = Object.keys(sampled) as Kind[]
  const entries = kinds.map((kind) => [kind, difference(sampled[kind], sampled[first])] as const)
  const texts = entries.map(([kind, ms]) => `${kind} ${ms >= 0 ? '+' : ''}${ms.toFixed(2)}`)
  console.log(`      ms beyond "${first}" (${tenthOf(sampled[first].ms).toFixed(1)}): ${texts.join(', ')}`)
  return Object.fromEntries(entries) as Record<Kind, number>
}

function tenthOf(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 10)] ?? Number.NaN
}

function shuffled<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item)
}
