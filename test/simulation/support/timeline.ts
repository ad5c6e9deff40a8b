/** Someone who does one thing after another and says how many milliseconds pass before the next. */
export type Person = AsyncGenerator<number, void>

/** Many people at once on one clock, which jumps to whatever comes next. */
export class Timeline {
  #now: number
  readonly #due: { readonly at: number; readonly person: Person }[] = []

  constructor(start: number) {
    this.#now = start
  }

  readonly now = () => this.#now

  add(at: number, person: Person): void {
    let low = 0
    let high = this.#due.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#due[middle]?.at ?? 0) > at) low = middle + 1
      else high = middle
    }
    this.#due.splice(low, 0, { at, person })
  }

  /** Until everybody has come to an end. */
  async run(): Promise<void> {
    for (let next = this.#due.pop(); next; next = this.#due.pop()) {
      this.#now = Math.max(this.#now, Math.floor(next.at))
      const step = await next.person.next()
      if (!step.done) this.add(this.#now + step.value, next.person)
    }
  }
}

/** Chance that is the same for the same seed (mulberry32). */
export class Chance {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** From 0 up to 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = this.#state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  between(low: number, high: number): number {
    return low + this.next() * (high - low)
  }

  whole(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1))
  }

  happens(share: number): boolean {
    return this.next() < share
  }

  /** Times that people take: most are quick, some take long. */
  typically(ms: number): number {
    const bell = Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next())
    return ms * Math.exp(0.6 * bell)
  }
}
