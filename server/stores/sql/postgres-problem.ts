import pg from 'pg'
import { certificateProblem } from '../certificate-problem.ts'
import type { Problem } from './problem.ts'
import { innermost } from './start-errors.ts'

/** By the error code of the system. */
const UNREACHED: Readonly<Record<string, Problem>> = {
  ECONNREFUSED: {
    reason: 'nothing listens there (ECONNREFUSED)',
    mend: 'Start it, or correct host and port in DATABASE_URL.',
  },
  ENOENT: {
    reason: 'there is no socket of PostgreSQL in that folder (ENOENT)',
    mend: 'Start it, or correct the folder in DATABASE_URL.',
  },
  EACCES: {
    reason: 'its socket may not be opened by the user that runs Rekey (EACCES)',
    mend: 'Let that user open it, or name a host in DATABASE_URL.',
  },
  ENOTFOUND: {
    reason: 'no host of that name is known here (ENOTFOUND)',
    mend: 'Correct the host in DATABASE_URL.',
  },
  ENETUNREACH: {
    reason: 'this machine has no way to its address (ENETUNREACH); it may be an IPv6 address',
    mend: 'Name a host in DATABASE_URL that this machine can reach, or give it IPv6; some services offer IPv4 only at their pooler.',
  },
  EAI_AGAIN: {
    reason: 'the name of its host could not be looked up (EAI_AGAIN)',
    mend: 'Correct the host in DATABASE_URL, or the name servers of this machine.',
  },
}

const SILENT: Problem = {
  reason: 'nothing answered within five seconds',
  mend: 'Correct host and port in DATABASE_URL, or let this machine through the firewall.',
}

const HUNG_UP: Problem = {
  reason: 'the connection was closed before PostgreSQL answered',
  mend: 'Check that PostgreSQL is what listens there and look at its log, or correct host and port in DATABASE_URL.',
}

const NO_FILE: Problem = {
  reason: 'a certificate file that DATABASE_URL names cannot be read',
  mend: 'Correct the path in sslrootcert, sslcert or sslkey, and let the user that runs Rekey read the file.',
}

/** Table names were checked before. This is for other names, such as those of indexes. */
const CLASH: Problem = {
  reason: 'another program has something there with a name that Rekey needs',
  mend: 'Set DATABASE_SCHEMA to give the tables of Rekey a schema of their own, as in DATABASE_SCHEMA=rekey.',
}

const NOT_LET_IN: Problem = {
  reason: 'it refuses the user or the password',
  mend: 'Correct them in DATABASE_URL, where / ? # @ and % in a password are written as %2F %3F %23 %40 and %25.',
}

const NO_DATABASE: Problem = {
  reason: 'it has no database of that name',
  mend: 'Create it (create database), or correct the end of DATABASE_URL.',
}

const FULL: Problem = {
  reason: 'all of its connections are taken',
  mend: 'Raise max_connections, end what holds them, or put a pooler in front; each process of Rekey takes up to ten.',
}

/** By the SQLSTATE that PostgreSQL or its pooler gives. */
const BY_STATE: Readonly<Record<string, Problem>> = {
  '28P01': NOT_LET_IN,
  '28000': {
    reason: 'it does not let this user in from here',
    mend: 'Check that the user exists and may log in, and that pg_hba.conf has a line for it and for this machine.',
  },
  '3D000': NO_DATABASE,
  '53300': FULL,
  '55000': {
    reason: 'it takes no connections (allow_connections)',
    mend: 'Name another database at the end of DATABASE_URL, or let it take some: alter database ... allow_connections true;',
  },
  '57014': {
    reason: 'a statement took more than five seconds there',
    mend: 'Find out what blocks it (pg_stat_activity), and start again.',
  },
  '57P03': {
    reason: 'it is starting or shutting down',
    mend: 'Try again in a moment. If that does not help, look at its log.',
  },
  '42501': {
    reason: 'the user in DATABASE_URL may not do what Rekey needs there',
    mend: 'Let that user own the database, or grant it connect there, and usage and create on its schema.',
  },
  '42P07': CLASH,
  '42710': CLASH,
  '25006': {
    reason: 'it is read-only',
    mend: 'Name the primary in DATABASE_URL; a standby takes no writes.',
  },
}

/** By words: of the driver where it gives no code, and of poolers, which have one state for everything. */
const BY_WORDS: readonly (readonly [RegExp, Problem])[] = [
  [
    /server login|connect failed|cannot connect|server conn crashed|query_wait_timeout/,
    {
      reason: 'the pooler in front of it cannot reach it',
      mend: 'Start PostgreSQL, or correct its address in the settings of the pooler.',
    },
  ],
  // Before the timeouts: the name of an option may contain that word.
  [
    /startup parameter/,
    {
      reason: 'the pooler in front of it does not take an option that is in DATABASE_URL or PGOPTIONS',
      mend: 'Remove the options there; for a schema, set DATABASE_SCHEMA.',
    },
  ],
  [/timeout|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/, SILENT],
  [/terminated unexpectedly|ECONNRESET|EPIPE|establishing an SSL/, HUNG_UP],
  [
    /does not support SSL/,
    {
      reason: 'it speaks no TLS, and sslmode in DATABASE_URL asks for it',
      mend: 'Switch TLS on there (ssl = on), or remove sslmode if nobody can listen on the way.',
    },
  ],
  [
    /client password must be/,
    {
      reason: 'it wants a password',
      mend: 'Write the password into DATABASE_URL, as in postgres://user:password@host:port/database.',
    },
  ],
  [/database .* does not exist|no such database/, NO_DATABASE],
  [
    /password authentication failed|no such user|tenant or user not found|SASL authentication failed/i,
    NOT_LET_IN,
  ],
  [
    /too many clients|too many connections|no more connections allowed|remaining connection slots|max client/i,
    FULL,
  ],
  [
    /statement pooling/,
    {
      reason: 'the pooler in front of it gives each statement another connection',
      mend: 'Set pool_mode = transaction there.',
    },
  ],
]

const WANTS_TLS = /no encryption|SSL off|SSL (connection )?(is )?required|insecure/

const WITHOUT_TLS: Problem = {
  reason: 'it does not let this user in without TLS',
  mend: 'Add ?sslmode=verify-full to DATABASE_URL, or a line to pg_hba.conf there.',
}

/**
 * Why PostgreSQL cannot be used. The server's own message names the user, which is a part of the password if the
 * address was split wrongly. So we use words of our own. A message that we do not know is shown without its names.
 */
export function postgresProblem(failure: unknown): Problem {
  const error = innermost(failure)
  const known = error instanceof pg.DatabaseError ? saidByPostgres(error) : beforePostgres(error)
  const words = wordsOf(failure)
  return (
    known ??
    BY_WORDS.find(([some]) => some.test(words))?.[1] ?? {
      reason: withoutNames(error),
      mend: 'Look at its log, and correct DATABASE_URL.',
    }
  )
}

function saidByPostgres({ code = '', message }: pg.DatabaseError): Problem | null {
  return WANTS_TLS.test(message) ? WITHOUT_TLS : (BY_STATE[code] ?? null)
}

/** The words of all causes: that it took too long is said by an outer one. */
function wordsOf(failure: unknown): string {
  if (!(failure instanceof Error)) return String(failure)
  const { code = '', message, cause } = failure as NodeJS.ErrnoException
  return `${code} ${message} ${cause ? wordsOf(cause) : ''}`
}

/** What stops a connection before PostgreSQL can say anything. */
function beforePostgres({ code = '', message, syscall }: NodeJS.ErrnoException): Problem | null {
  if (syscall === 'open') return NO_FILE
  const mend = certificateProblem(`${code} ${message}`)
  if (mend) return { reason: `its certificate is not accepted (${code})`, mend }
  return UNREACHED[code] ?? null
}

function withoutNames({ message, code, name }: Error & { readonly code?: string | undefined }): string {
  const words = message.replaceAll(/"[^"]*"/g, '"..."').replace(/\.$/, '')
  return `it says ${words || name}${code ? ` (${code})` : ''}`
}
