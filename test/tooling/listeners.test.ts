import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'

const SERVER = new URL('../../server', import.meta.url).pathname

/** Where something of ours is called by nobody who would catch what it throws. */
const CALLED_BY_NOBODY = /(?:\.(?:on|once|onAnyOutgoing)|\bset(?:Interval|Timeout)|\bwatchFile)\((?!\))/

/** What may stand there all the same, since it cannot throw or is meant to end the process. */
const HARMLESS: readonly RegExp[] = [
  /\(\) => \{\}/,
  // A time alone, at whose end the listeners of 'timeout' are called.
  /socket\.setTimeout\(\w+\)/,
  /setTimeout\((?:resolve|turn|\(\) => (?:reject|process\.exit|warnings\.end)\()/,
  /\.on\('(?:data|end)', end\)/,
  /\.on\((?:frame|'packet'), count\)/,
  /\.on\('error', \(\) => socket\.destroy\(\)\)/,
  /\.once\('close', \(\) => (?:forget|letGo)\(/,
]

/**
 * Files whose listeners only set a variable, tell the log, which never throws, or ask a library whose failures are
 * promises that are caught; or end the process.
 */
const LEFT_OUT: readonly string[] = [
  'standalone/end-in-order.ts',
  'standalone/listen.ts',
  'standalone/logger.ts',
  'transport/sockets/page-parser.ts',
  'stores/redis/ask-once.ts',
  'stores/redis/connect.ts',
  'stores/redis/fan-out.ts',
  'stores/redis/follow-master.ts',
  'stores/redis/keep-hearing.ts',
  'stores/sql/postgres-connection.ts',
]

describe('[H13] listeners, timers and watchers of the server', () => {
  const files = readdirSync(SERVER, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.includes('migrations') && !LEFT_OUT.includes(file),
  )

  it('are careful wherever they are', () => {
    const careless = files.flatMap((file) => {
      const lines = readFileSync(join(SERVER, file), 'utf8').split('\n')
      return lines.flatMap((line, at) => {
        // A call may begin on one line and name its listener on the next ones.
        const call = lines.slice(at, at + 4).join(' ')
        const found = CALLED_BY_NOBODY.test(line) && !/^\s*(?:\*|\/\/|import)/.test(line)
        if (!found || /careful\(/i.test(call) || HARMLESS.some((one) => one.test(line))) return []
        return [`${file}:${at + 1} ${line.trim()}`]
      })
    })
    expect(careless).to.deep.equal([])
  })
})
