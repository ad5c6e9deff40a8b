const SIZES = ['short', 'long', 'full'] as const

type Size = (typeof SIZES)[number]

/** `TEST_SIZE`: `short` in `npm test`, `long` in `npm run test:long`, `full` in `npm run test:full`. */
const size = readSize(process.env.TEST_SIZE ?? 'short')

/** Picks how much of a test is run: what `npm test` has time for, what CI has, and all of it. */
export function bySize<Value>(choices: Readonly<Record<Size, Value>>): Value {
  return choices[size]
}

const BOTH = ['embedded', 'shared'] as const

/** The sets of stores for what does not depend on them: in the short run only what most people start. */
export const STORES_BY_SIZE = bySize<readonly (typeof BOTH)[number][]>({
  short: ['embedded'],
  long: BOTH,
  full: BOTH,
})

/** The same for what has sites of its own, and takes long: the long run has the set that the short one has not. */
export const OWN_STORES_BY_SIZE = bySize<readonly (typeof BOTH)[number][]>({
  short: ['embedded'],
  long: ['shared'],
  full: BOTH,
})

function readSize(text: string): Size {
  const known = SIZES.find((one) => one === text)
  if (known) return known
  throw new Error(`TEST_SIZE is ${JSON.stringify(text)}. Use one of: ${SIZES.join(', ')}.`)
}
