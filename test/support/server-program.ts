import { basename } from 'node:path'

/** Set by `npm test` once it has built the servers, which start several times as fast as their sources. */
const IS_BUILT = process.env.REKEY_BUILT === '1'

/** What node is called with to run our server, or one of this folder; an example runs from its sources. */
export function serverProgram(entry = 'server/main.ts'): readonly string[] {
  const built = builtFile(entry)
  return IS_BUILT && built ? [built] : ['--import', 'tsx', entry]
}

function builtFile(entry: string): string | null {
  if (entry === 'server/main.ts') return 'dist/server/main.js'
  return entry.startsWith('test/support/') ? `dist/test/${basename(entry, '.ts')}.js` : null
}
