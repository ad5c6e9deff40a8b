import type { Careful } from '../../server/warnings/careful.ts'

/** For parts that a test runs by themselves: what a listener throws is not caught, and so fails the test. */
export const careful: Careful =
  (_what, listener) =>
  (...args) =>
    void listener(...args)
