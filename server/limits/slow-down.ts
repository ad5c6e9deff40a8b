import { SLOW_DOWN } from './numbers.ts'

/** Milliseconds to wait after this many misses: 0 after none, then doubled each time up to a maximum. */
export function slowDownMs(misses: number): number {
  return misses < 1 ? 0 : Math.min(SLOW_DOWN.firstMs * 2 ** (misses - 1), SLOW_DOWN.mostMs)
}
