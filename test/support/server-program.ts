/** Set by `npm test` once it has built the server, which starts in half the time of its sources. */
const IS_BUILT = process.env.REKEY_BUILT === '1'

/** What node is called with to run our server; another `entry` always runs from its sources. */
export function serverProgram(entry?: string): readonly string[] {
  if (entry) return ['--import', 'tsx', entry]
  return IS_BUILT ? ['dist/server/main.js'] : ['--import', 'tsx', 'server/main.ts']
}
