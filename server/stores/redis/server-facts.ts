import { Cluster } from 'ioredis'
import type { RedisClient } from './connection-options.ts'

/** What a Redis says about itself, by name, such as `redis_mode`. */
export type ServerFacts = ReadonlyMap<string, string>

/** The facts of each server that we write to, of all sections or one. Empty for a server that tells this user nothing. */
export async function readFacts(client: RedisClient, section = 'default'): Promise<readonly ServerFacts[]> {
  const servers = client instanceof Cluster ? client.nodes('master') : [client]
  return Promise.all(servers.map(async (server) => parse(await server.info(section).catch(withoutRight))))
}

function withoutRight(error: Error): string {
  if (/NOPERM|unknown command/i.test(error.message)) return ''
  throw error
}

function parse(info: string): ServerFacts {
  const lines = info.split('\r\n').map((line) => /^(\w+):(.*)$/.exec(line))
  return new Map(lines.flatMap((found) => (found ? [[found[1] ?? '', found[2] ?? '']] : [])))
}
