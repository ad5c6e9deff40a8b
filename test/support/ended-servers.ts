import type { ServerProcess } from './server-process.ts'

// A server of ours that ends by itself is a fault, also where every test of its suite passes: whoever stops it is
// thrown at, and what nobody stopped is told when the process of the tests ends.

/** The line of an error that nothing caught. */
const FATAL = /"level":60,.*/

export interface WatchedEnd {
  /** Throws, once, when the server ended by itself or said that an error ends it. */
  judge(): void
}

const watched = new Set<WatchedEnd>()

/** Watches a server that nothing but its test may end. */
export function watchEnd(server: ServerProcess): WatchedEnd {
  const startedBy = callerOutside(new Error().stack ?? '')
  const watch: WatchedEnd = {
    judge() {
      if (!watched.delete(watch)) return
      const output = server.output()
      const [fatal] = FATAL.exec(output) ?? []
      if (!server.endedByItself() && !fatal) return
      const what = fatal ?? `It ended by itself; it said:\n${output.slice(-2_000)}`
      throw new Error(`A server that was started ${startedBy} did not stay up. ${what}`)
    },
  }
  watched.add(watch)
  return watch
}

/** The line of a stack that is the test's own. */
function callerOutside(stack: string): string {
  const lines = stack.split('\n').filter((line) => /\/test\//.test(line))
  return (lines.find((line) => !line.includes('/support/')) ?? lines.at(-1) ?? 'somewhere').trim()
}

// Servers are also started where there are no tests, such as for pictures.
if ('after' in globalThis) {
  globalThis.after('every server of ours stayed up', () => {
    for (const watch of watched) watch.judge()
  })
}
