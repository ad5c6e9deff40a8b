import { expect } from 'chai'
import { Client } from 'pg'
import { hashToken } from '../../../server/sessions/token.ts'

/** What was acknowledged to people, each by what the database knows it by. */
export interface Book {
  readonly accounts: Set<string>
  readonly passkeys: Set<string>
  readonly sessionsBegun: Set<string>
  readonly sessionsEnded: Set<string>
  readonly registered: Set<string>
  readonly proven: Set<string>
  readonly frozen: Set<string>
}

export function newBook(): Book {
  return {
    accounts: new Set(),
    passkeys: new Set(),
    sessionsBegun: new Set(),
    sessionsEnded: new Set(),
    registered: new Set(),
    proven: new Set(),
    frozen: new Set(),
  }
}

/** What the database has to know a session by. */
export function sessionOf(cookies: ReadonlyMap<string, string>): string {
  return hashToken(cookies.get('rekey_session') ?? '')
}

/** Everything that was acknowledged is there, and nothing came into being twice. */
export async function expectKept(book: Book, databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  const found = async (select: string) => new Set((await client.query(select)).rows.map(({ is }) => is))
  const recoveries = (states: string) => found(`select id as is from recoveries where state ${states}`)
  try {
    const sessions = await found('select token_hash as is from sessions')
    const lost = {
      accounts: missing(book.accounts, await found('select name as is from accounts')),
      passkeys: missing(book.passkeys, await found('select id as is from credentials')),
      sessionsBegun: missing(book.sessionsBegun, sessions),
      sessionsNotEnded: [...book.sessionsEnded].filter((one) => sessions.has(one)),
      registered: missing(book.registered, await recoveries('is not null')),
      proven: missing(book.proven, await recoveries(`in ('done', 'frozen')`)),
      frozen: missing(book.frozen, await recoveries(`= 'frozen'`)),
      twice: [...(await found(TWICE))],
    }
    expect(lost).to.deep.equal(Object.fromEntries(Object.keys(lost).map((what) => [what, []])))
  } finally {
    await client.end()
  }
}

/** Passkeys of one recovery, entries of one step: there is one of each, or none. */
const TWICE = `
select recovery_id as is from credentials where recovery_id is not null group by recovery_id having count(*) > 1
union all
select recovery_id from audit where action in ('recovery-registered', 'recovery-proven')
group by recovery_id, action having count(*) > 1`

function missing(acknowledged: ReadonlySet<string>, kept: ReadonlySet<string>): string[] {
  return [...acknowledged].filter((one) => !kept.has(one))
}
