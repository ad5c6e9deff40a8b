import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { NameOf } from './postgres-connection.ts'

/** Texts that get a name. Lists of ids make many texts; those that come later are parsed each time. */
const MOST_NAMES = 300

const UNNAMED: NameOf = () => ({})

/**
 * Names statements on connections that are our own, so that the server parses and plans each once. Behind a pooler in
 * transaction mode, the next statement may meet a server connection that knows no such name, or knows another one by it.
 */
export function createStatementNames(): (client: pg.PoolClient) => Promise<NameOf> {
  const names = new Map<string, string>()
  const known = new WeakMap<pg.PoolClient, NameOf>()

  const named: NameOf = (sql) => {
    const name = names.get(sql) ?? newName(sql)
    return name === null ? {} : { name }
  }

  function newName(sql: string): string | null {
    if (!/^(select|insert|update|delete|with)\b/i.test(sql) || names.size >= MOST_NAMES) return null
    const name = `rekey_${createHash('sha256').update(sql).digest('hex').slice(0, 24)}`
    names.set(sql, name)
    return name
  }

  return async (client) => {
    const found = known.get(client)
    if (found) return found
    const nameOf = (await isDirect(client)) ? named : UNNAMED // [S200]
    known.set(client, nameOf)
    return nameOf
  }
}

/** The process that greeted us is the one that answers. A pooler greets with a number of its own. */
async function isDirect(client: pg.PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  return rows[0]?.pid === (client as unknown as { readonly processID: number | null }).processID
}
