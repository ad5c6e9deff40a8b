import { createLogger } from '../../server/composition/logger.ts'
import { runServer } from '../../server/composition/run-server.ts'
import { parseConfig } from '../../server/config/config.ts'
import { LIFETIMES } from '../../server/pairing/lifetimes.ts'

// The server as it is, with the lifetimes that a test asks for; `lock` is that of a lock.
const config = parseConfig(process.env)
const { lock: lockMs = config.lockMs, ...lives } = JSON.parse(process.argv[2] ?? '{}')
const running = await runServer({ ...config, lockMs }, createLogger(config.logLevel), {
  lives: { ...LIFETIMES, ...lives },
})
process.on('SIGTERM', () => running.close().then(() => process.exit(0)))
process.stdout.write(`Rekey is ready at ${config.publicUrl}\n`)
