import type { Logger } from 'pino'
import type { Warnings } from './warnings.ts'

type Listener<Args extends unknown[]> = (...args: Args) => unknown

/**
 * Makes a listener, timer or callback that cannot end the process: what it throws, or its promise rejects with,
 * is logged and shown, and then `otherwise` is done, such as closing the connection that it was about. Nobody
 * else would catch it: whatever calls a listener has no caller of ours.
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
