const SIZES = ['short', 'long', 'full'] as const

type Size = (typeof SIZES)[number]

/** `TEST_SIZE`: `short` in `npm test`, `long` in `npm run test:long`, `full` in `npm run test:full`. */
const size = readSize(process.env.TEST_SIZE ?? 'short')

/** Picks how much of a test is run: what `npm test` has time for, what CI has, and all of it. */
export function bySize<Value>(choices: Readonly<Record<Size, Value>>): Value {
  return choices[size]
}

/** In the short run the stores that most people start, and in the long one, which comes after it, the others. */
export const STORES_BY_SIZE = bySize<readonly ('embedded' | 'shared')[]>({
  short: ['embedded'],
  long: ['shared'],
  full: ['embedded', 'shared'],
})

function readSize(text: string): Size {
  const known = SIZES.find((one) => one === text)
  if (known) return known
  throw new Error(`TEST_SIZE is ${JSON.stringify(text)}. Use one of: ${SIZES.join(', ')}.`)
}
