import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Redis } from 'ioredis'
import { startPostgres } from './postgres.ts'
import { startRedis } from './redis.ts'

// Run by the test that kills this process and then looks for what is left of its servers.
const [redis, postgres] = await Promise.all([startRedis(), startPostgres()])
const client = new Redis(redis.socketPath)
const redisPid = Number(/process_id:(\d+)/.exec(await client.info('server'))?.[1])
client.disconnect()
const postgresFolder = String(new URL(postgres.url).searchParams.get('host'))
const [postgresPid] = readFileSync(join(postgresFolder, 'data', 'postmaster.pid'), 'utf8').split('\n')

const found = { folders: [dirname(redis.socketPath), postgresFolder], pids: [redisPid, Number(postgresPid)] }
process.stdout.write(`${JSON.stringify(found)}\n`)
setInterval(() => {}, 60_000)
