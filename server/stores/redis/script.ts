import { createHash } from 'node:crypto'
import { ask } from './ask.ts'
import type { RedisClient } from './connection-options.ts'

type Argument = string | number

/** Runs the script as one atomic step. Throws StoreAway. */
type Script<Answer> = (keys: readonly string[], ...args: readonly Argument[]) => Promise<Answer>

/**
 * What the script declares about itself (Redis 7). When memory is full, scripts that read still run, and those that
 * write are refused as a whole. Without this line, a script that begins by deleting would be allowed.
 */
const SHEBANG = { reads: '#!lua flags=no-writes\n', writes: '#!lua\n' }

/** Lua: the store's clock in milliseconds as `now`, for scripts that ask for it. */
const CLOCK = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
`

/** Lua: `outlive`, which makes a key live at least this long. */
const OUTLIVE = `
local function outlive(key, ttl)
  if redis.call('PEXPIRE', key, ttl, 'NX') == 0 then redis.call('PEXPIRE', key, ttl, 'GT') end
end
`

/**
 * A Lua script as a function. All keys of one call must share a hash tag. Redis keeps the text, so only its hash is
 * sent. `Answer` is what the Lua returns, which is not checked.
 */
export function defineScript<Answer>(
  client: RedisClient,
  kind: keyof typeof SHEBANG,
  lua: string,
): Script<Answer> {
  const name = `rekey${createHash('sha256').update(lua).digest('hex').slice(0, 16)}`
  const clock = /\b(now|time)\b/.test(lua) ? CLOCK : ''
  client.defineCommand(name, { lua: SHEBANG[kind] + clock + OUTLIVE + lua })
  // ioredis adds the command to the client under its name, which types can't express.
  const run = Reflect.get(client, name) as (...words: Argument[]) => Promise<Answer>
  return (keys, ...args) => ask(run.call(client, keys.length, ...keys, ...args))
}

/** A lifetime in the form that Redis accepts: whole milliseconds, at least one. */
export function px(ttlMs: number): number {
  return Math.max(1, Math.ceil(ttlMs))
}
