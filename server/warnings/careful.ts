import type { Logger } from 'pino'
import type { Warnings } from './warnings.ts'

type Listener<Args extends unknown[]> = (...args: Args) => unknown

/**
 * Wraps a listener, timer or callback so that it cannot end the process. What it throws, or its promise rejects with,
 * is logged and shown as a warning. Then `otherwise` is done, such as closing the connection. Nothing else would
 * catch the error, because the caller of a listener is not our code.
 */
export type Careful = <Args extends unknown[]>(
  what: string,
  listener: Listener<Args>,
  otherwise?: (...args: Args) => void,
) => (...args: Args) => void

export function createCareful(log: Logger, warnings: Warnings): Careful {
  const report = (what: string, err: unknown) => {
    log.error({ err, what }, 'Something failed inside and was skipped; the process keeps running.')
    warnings.begin('fault', 'Something failed inside and was skipped. The log says what, at level 50.')
  }
  const attempt = (what: string, run: () => unknown, failed: () => void) => {
    const caught = (err: unknown) => {
      report(what, err)
      failed()
    }
    try {
      const done = run()
      if (done instanceof Promise) done.catch(caught)
    } catch (err) {
      caught(err) // [H13]
    }
  }
  return (what, listener, otherwise) =>
    (...args) =>
      attempt(
        what,
        () => listener(...args),
        () =>
          otherwise &&
          attempt(
            what,
            () => otherwise(...args),
            () => {},
          ),
      )
}
