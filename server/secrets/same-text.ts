import { timingSafeEqual } from 'node:crypto'

/** Compares two texts. The time that it takes does not depend on where they differ. */
export function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}
