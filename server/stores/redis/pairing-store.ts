import type { PairingId } from '../../../shared/ids.ts'
import type { Pairing } from '../../methods/pairing/machine.ts'
import type { Hint, PairingStore } from '../../methods/pairing/pairing-store.ts'
import { ask } from './ask.ts'
import type { RedisClient } from './connection-options.ts'
import { hintsKey, pairingKey } from './keys.ts'
import { FILE_HINT, HINTS } from './lua.ts'
import { defineScript, px } from './script.ts'

/** The only format of a record that this code reads. */
const FORMAT: Pairing['format'] = 2

const LOAD = `return { redis.call('GET', KEYS[1]), now }`

const REPLACE = `
local stored = redis.call('GET', KEYS[1])
if not stored or cjson.decode(stored).version ~= tonumber(ARGV[2]) then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[3])
return 1`

const REPLACE_IN_TIME = `
if now >= tonumber(ARGV[4]) then return 0 end${REPLACE}`

const ADD_HINTS = `${FILE_HINT}
for place, key in ipairs(KEYS) do fileHint(key, ARGV[1], ARGV[place + 1]) end`

const REMOVE_HINTS = `redis.call('ZREM', KEYS[1], unpack(ARGV))`

/** Pairings as JSON under one key each, so that a cluster can spread them. */
export function redisPairingStore(client: RedisClient): PairingStore {
  const load = defineScript<[string | null, number]>(client, 'reads', LOAD)
  const replace = defineScript<0 | 1>(client, 'writes', REPLACE)
  const replaceInTime = defineScript<0 | 1>(client, 'writes', REPLACE_IN_TIME)
  const addHints = defineScript<null>(client, 'writes', ADD_HINTS)
  const hints = defineScript<PairingId[]>(client, 'reads', `${HINTS}\nreturn hints(KEYS[1], ARGV[1])`)
  const removeHints = defineScript<null>(client, 'writes', REMOVE_HINTS)

  async function file(id: PairingId, under: readonly Hint[]): Promise<void> {
    if (under.length === 0) return
    const keys = under.map(({ index }) => hintsKey(index))
    await addHints(keys, id, ...under.map(({ ttlMs }) => px(ttlMs)))
  }

  return {
    async create(pairing, ttlMs, hints = []) {
      const text = JSON.stringify(pairing)
      const setting = ask(client.set(pairingKey(pairing.id), text, 'PX', px(ttlMs), 'NX'))
      // The record is written before its hints. One connection keeps their order; the nodes of a cluster do not.
      if (client.isCluster) await setting
      const [set] = await Promise.all([setting, file(pairing.id, hints)])
      return set === 'OK'
    },
    async load(id) {
      const [record, now] = await load([pairingKey(id)])
      return { pairing: record === null ? null : readRecord(record), now }
    },
    async replace(next, { version, until }, ttlMs) {
      const key = pairingKey(next.id)
      const args = [JSON.stringify(next), version, px(ttlMs)] as const
      const wrote = until === Infinity ? replace([key], ...args) : replaceInTime([key], ...args, until)
      return (await wrote) === 1
    },
    addHints: file,
    hints: (index, most) => hints([hintsKey(index)], most),
    async removeHints(index, ids) {
      if (ids.length > 0) await removeHints([hintsKey(index)], ...ids)
    },
  }
}

/** Null for a record of another format: such a page starts again, which happens while a new version is rolled out. */
function readRecord(text: string): Pairing | null {
  const record = JSON.parse(text) as Pairing
  return record.format === FORMAT ? record : null
}
