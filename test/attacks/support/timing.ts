import { expect } from 'chai'

/** Kinds of answers may differ by this much, half of what is planted: a network hides it. */
const THRESHOLD_MS = 2.5

/** So often the rounds are asked once more as long as the answer is not clear. */
const MOST_PARTS = 6
/** How many times the rounds are drawn anew, to see how far a figure rests on chance. */
const DRAWS = 200

interface Question<Kind extends string> {
  /** What all others are compared with comes first. */
  readonly kinds: readonly [Kind, ...Kind[]]
  readonly ask: (kind: Kind) => Ask<unknown>
  /** Rounds of one part. */
  readonly rounds: number
  /** Makes what the rounds from here to there take, before any of them is timed. */
  readonly prepare?: (from: number, to: number) => Promise<void>
  /** Looks at each answer. */
  readonly answered: (answer: unknown, kind: Kind) => void
}

/**
 * Asks all kinds in each round, and more rounds as long as it is not clear whether one takes as long as the first. Gives
 * by how many milliseconds each one differs, printed too.
 */
async function askUntilClear<Kind extends string>(
  question: Question<Kind>,
): Promise<Readonly<Record<Kind, number>>> {
  const { kinds, ask, rounds, prepare, answered } = question
  const [first, ...others] = kinds
  const ms = forEach(kinds, (): number[] => [])
  for (let part = 1; ; part += 1) {
    const from = (part - 1) * rounds
    await prepare?.(from, from + rounds)
    const sampled: Record<Kind, Sampled<unknown>> = await sample(forEach(kinds, ask), rounds, from)
    for (const kind of kinds) {
      for (const answer of sampled[kind].answers) answered(answer, kind)
      ms[kind].push(...sampled[kind].ms)
    }
    const isOver = part === MOST_PARTS || others.every((kind) => isClear(ms[kind], ms[first]))
    if (!isOver) continue
    const found = forEach(kinds, (kind) => differenceOf(ms[kind], ms[first]))
    const texts = others.map((kind) => `${kind} ${found[kind].toFixed(2)}`)
    console.log(
      `      ms beyond "${first}" (${fastOf(ms[first]).toFixed(1)}), ${part} x ${rounds} rounds: ${texts}`,
    )
    return found
  }
}

/** Expects that no kind takes longer than the first one, or less long. */
export const expectAlike = <Kind extends string>(question: Question<Kind>) => expectTold(question, [])

/** Expects that these kinds take longer than the first one, as where a delay was planted, and no others. */
export async function expectTold<Kind extends string>(
  question: Question<Kind>,
  told: readonly NoInfer<Kind>[],
): Promise<void> {
  const found = await askUntilClear(question)
  for (const kind of question.kinds) {
    if (told.includes(kind)) expect(found[kind], kind).to.be.above(THRESHOLD_MS)
    else expect(Math.abs(found[kind]), kind).to.be.below(THRESHOLD_MS)
  }
}

/** Nine times in ten, rounds like these are all within the threshold, or all beyond it. */
function isClear(one: readonly number[], other: readonly number[]): boolean {
  const drawn = Array.from({ length: DRAWS }, () => {
    const at = one.map(() => Math.floor(Math.random() * one.length))
    return differenceOf(of(one, at), of(other, at))
  }).sort(byNumber)
  const [low, high] = [drawn[DRAWS / 20]!, drawn[DRAWS - DRAWS / 20 - 1]!]
  return (low > -THRESHOLD_MS && high < THRESHOLD_MS) || low > THRESHOLD_MS || high < -THRESHOLD_MS
}

/**
 * By how much one kind takes longer than the other: what both their fast answers and the middle of the rounds show, so the
 * smaller of the two. All that disturbs makes an answer later, so the fast ones tell what the work takes; and what disturbs
 * for a while meets all kinds of a round.
 */
function differenceOf(one: readonly number[], other: readonly number[]): number {
  const fast = fastOf(one) - fastOf(other)
  const middle = middleOf(one.map((ms, round) => ms - other[round]!))
  if (fast * middle <= 0) return 0
  return Math.abs(fast) < Math.abs(middle) ? fast : middle
}

function middleOf(values: readonly number[]): number {
  const sorted = [...values].sort(byNumber)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** The mean of the fastest third: it rests on more answers than one percentile does. */
function fastOf(values: readonly number[]): number {
  const fast = [...values].sort(byNumber).slice(0, Math.ceil(values.length / 3))
  return fast.reduce((sum, ms) => sum + ms, 0) / fast.length
}

function of(values: readonly number[], at: readonly number[]): number[] {
  return at.map((index) => values[index]!)
}

const byNumber = (one: number, other: number) => one - other

/** One kind of question: asks it for a round and gives what is to be timed. */
export type Ask<Answer> = (round: number) => Promise<() => Promise<Answer>>

/** The same for each of some kinds. */
export function forEach<Kind extends string, Value>(
  kinds: readonly Kind[],
  make: (kind: Kind) => Value,
): Record<Kind, Value> {
  return Object.fromEntries(kinds.map((kind) => [kind, make(kind)])) as Record<Kind, Value>
}

interface Sampled<Answer> {
  readonly answers: readonly Answer[]
  readonly ms: readonly number[]
}

/**
 * Asks every kind once in each round, one after the other and in another order each time, so that whatever the
 * machine is busy with meets all of them alike.
 */
async function sample<Kind extends string, Answer>(
  kinds: Readonly<Record<Kind, Ask<Answer>>>,
  rounds: number,
  from: number,
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

function shuffled<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item)
}
