import fc from 'fast-check'
import { hostileText, hostileValue } from './hostile.ts'

/** One thing that is wrong with a message that would else be good. `at` picks the place. */
export type Mutation =
  | { readonly do: 'nothing' }
  | { readonly do: 'whole'; readonly by: unknown }
  | { readonly do: 'replace'; readonly at: number; readonly by: unknown }
  | { readonly do: 'add'; readonly at: number; readonly name: string; readonly by: unknown }
  | { readonly do: 'drop' | 'wrap' | 'twice'; readonly at: number }
  | { readonly do: 'character'; readonly at: number; readonly place: number; readonly by: string }

const at = fc.nat({ max: 60 })

export const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ do: fc.constant('nothing' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('whole' as const), by: hostileValue }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('replace' as const), at, by: hostileValue }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('add' as const), at, name: hostileText, by: hostileValue }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('drop' as const, 'wrap' as const, 'twice' as const), at }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('character' as const),
      at,
      place: fc.nat({ max: 7_000 }),
      by: hostileText,
    }),
  },
)

type Spot = { readonly parent: Record<string | number, unknown>; readonly key: string | number }

/** The message with that one thing wrong; the message itself stays as it is. */
export function mutate(message: unknown, mutation: Mutation): unknown {
  if (mutation.do === 'nothing') return message
  if (mutation.do === 'whole') return mutation.by
  const holder = { message: structuredClone(message) }
  const spots = spotsOf(holder)
  const spot = spots[mutation.at % spots.length]
  if (spot) change(spot, mutation)
  return holder.message
}

function change({ parent, key }: Spot, mutation: Exclude<Mutation, { do: 'nothing' | 'whole' }>): void {
  const value = parent[key]
  if (mutation.do === 'replace') parent[key] = mutation.by
  else if (mutation.do === 'drop') delete parent[key]
  else if (mutation.do === 'wrap') parent[key] = [value]
  else if (mutation.do === 'twice') parent[key] = typeof value === 'string' ? value + value : [value, value]
  else if (mutation.do === 'add') {
    const into = typeof value === 'object' && value !== null ? value : parent
    // Its own property even when it is called __proto__.
    Object.defineProperty(into, mutation.name, { value: mutation.by, enumerable: true, configurable: true })
  } else if (mutation.do === 'character' && typeof value === 'string') {
    const place = value.length === 0 ? 0 : mutation.place % value.length
    parent[key] = value.slice(0, place) + mutation.by + value.slice(place + 1)
  }
}

/** Every place in a message that holds something, the whole of it first. */
function spotsOf(holder: Record<string, unknown>): Spot[] {
  const spots: Spot[] = []
  const visit = (parent: Record<string | number, unknown>) => {
    for (const key of Object.keys(parent)) {
      spots.push({ parent, key })
      const value = parent[key]
      if (typeof value === 'object' && value !== null && !Buffer.isBuffer(value)) {
        visit(value as Record<string, unknown>)
      }
    }
  }
  visit(holder)
  return spots
}
