import { Client } from 'pg'
import { commonPostgres } from '../support/postgres.ts'
import { randomText } from './sql-samples.ts'

/** Runs these one by one, and gives the rows of the last. */
export async function run(databaseUrl: string, ...statements: readonly string[]) {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    for (const statement of statements.slice(0, -1)) await client.query(statement)
    return (await client.query(statements.at(-1) ?? '')).rows
  } finally {
    await client.end()
  }
}

/** A database, and the same for a user who owns nothing of it. */
export async function databaseOfOthers(options = '') {
  const { url: ofServer } = await commonPostgres()
  const role = `app_${randomText(6).toLowerCase().replaceAll('-', '_')}`
  const name = `${role}_db`
  await run(ofServer, `create role ${role} login`, `create database ${name} ${options}`)
  const url = ofServer.replace('/postgres?', `/${name}?`)
  return { url, role, name, asUser: url.replace('//postgres@', `//${role}@`) }
}
