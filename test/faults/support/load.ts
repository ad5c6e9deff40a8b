import { setTimeout as wait } from 'node:timers/promises'
import { type Book, newBook } from './book.ts'
import { chance } from './chance.ts'
import { liveThrough, Refused } from './person.ts'

/** People who come to both nodes without a pause, and note what was acknowledged to them. */
export interface Load {
  readonly book: Book
  /** How often each refusal was heard since the start; `went well` for those who heard none. */
  readonly heard: ReadonlyMap<string, number>
  /** Resolves when so many more people of each node went through everything. */
  goesWell(within: number): Promise<void>
  /** Resolves when everybody is through. */
  end(): Promise<void>
}

const WELL = 'went well'
const AFTER_A_REFUSAL_MS = 100

/** Starts so many lanes of people, one after the other in each; `seed` decides what they do. */
export function startLoad(
  nodes: readonly [string, string],
  origin: string,
  lanes: number,
  seed: number,
): Load {
  const book = newBook()
  const heard = new Map<string, number>()
  const wellOn = new Map<string, number>()
  const count = (map: Map<string, number>, what: string) => map.set(what, (map.get(what) ?? 0) + 1)
  let isOver = false

  async function lane(number: number): Promise<void> {
    const luck = chance(seed + number)
    for (let person = 0; !isOver; person += 1) {
      const [one, other] = luck() < 0.5 ? nodes : [nodes[1], nodes[0]]
      const name = `lane ${number} person ${person}`
      try {
        await liveThrough({ nodes: [one, other], origin, book, name, chance: luck })
        count(heard, WELL)
        count(wellOn, one)
      } catch (error) {
        count(heard, error instanceof Refused ? error.code : String(error))
        await wait(AFTER_A_REFUSAL_MS)
      }
    }
  }
  const running = Promise.all(Array.from({ length: lanes }, (_, number) => lane(number)))

  return {
    book,
    heard,
    async goesWell(within) {
      const before = nodes.map((node) => wellOn.get(node) ?? 0)
      const deadline = performance.now() + within
      while (nodes.some((node, at) => (wellOn.get(node) ?? 0) <= before[at]!)) {
        if (performance.now() > deadline) {
          throw new Error(`Nobody got through within ${within} ms; heard: ${JSON.stringify([...heard])}`)
        }
        await wait(20)
      }
    },
    async end() {
      isOver = true
      await running
    },
  }
}
