import { LIFETIMES } from '../../server/methods/pairing/lifetimes.ts'
import { parseConfig } from '../../server/standalone/config/config.ts'
import { createLogger } from '../../server/standalone/logger.ts'
import { runServer } from '../../server/standalone/run-server.ts'

// The server as it is, with the lifetimes that a test asks for; `lock` is that of a lock.
const config = parseConfig(process.env)
const { pairing } = config.methods
const { lock: lockMs = pairing.lockMs, ...lives } = JSON.parse(process.argv[2] ?? '{}')
const running = await runServer(
  { ...config, methods: { ...config.methods, pairing: { ...pairing, lockMs } } },
  createLogger(config.logLevel),
  { lives: { ...LIFETIMES, ...lives } },
)
process.on('SIGTERM', () => running.close().then(() => process.exit(0)))
process.stdout.write(`Rekey is ready at ${config.publicUrl}\n`)
