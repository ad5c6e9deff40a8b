import pg from 'pg'
import { certificateProblem } from '../../config/certificate-problem.ts'
import type { Problem } from './problem.ts'
import { innermost } from './start-errors.ts'

/** By what the system says. */
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
    reason: 'this machine has no way to its address (ENETUNREACH); it may be one of IPv6',
    mend: 'Name a host in DATABASE_URL that this machine can reach, or give it IPv6; some services have IPv4 at their pooler alone.',
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
  mend: 'See that PostgreSQL is what listens there and look at its log, or correct host and port in DATABASE_URL.',
}

const NO_FILE: Problem = {
  reason: 'a certificate file that DATABASE_URL names cannot be read',
  mend: 'Correct the path in sslrootcert, sslcert or sslkey, and let the user that runs Rekey read the file.',
}

/** Tables are looked at beforehand; this is for the names of indexes and the like. */
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

/** By SQLSTATE, as PostgreSQL and its poolers have it. */
const BY_STATE: Readonly<Record<string, Problem>> = {
  '28P01': NOT_LET_IN,
  '28000': {
    reason: 'it does not let this user in from here',
    mend: 'See that the user is there and may log in, and that pg_hba.conf has a line for it and for this machine.',
  },
  '3D000': NO_DATABASE,
  '53300': FULL,
  '55000': {
    reason: 'it takes no connections (allow_connections)',
    mend: 'Name another database at the end of DATABASE_URL, or let it take some: alter database ... allow_connections true;',
  },
  '57014': {
    reason: 'a statement took more than five seconds there',
    mend: 'See what holds it up (pg_stat_activity), and start again.',
  },
  '57P03': {
    reason: 'it is starting or ending just now',
    mend: 'Try again in a moment, and look at its log if that goes on.',
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

/** What the driver says in words alone; and poolers, which have one state for everything. */
const BY_WORDS: readonly (readonly [RegExp, Problem])[] = [
  [
    /server login|connect failed|cannot connect|server conn crashed|query_wait_timeout/,
    {
      reason: 'the pooler in front of it cannot reach it',
      mend: 'Start PostgreSQL, or correct its address in the settings of the pooler.',
    },
  ],
  // Before what names a timeout: an option may have that in its name.
  [
    /startup parameter/,
    {
      reason: 'the pooler in front of it does not take an option that is in DATABASE_URL or PGOPTIONS',
      mend: 'Take options out there; for a schema, set DATABASE_SCHEMA.',
    },
  ],
  [/timeout|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/, SILENT],
  [/terminated unexpectedly|ECONNRESET|EPIPE|establishing an SSL/, HUNG_UP],
  [
    /does not support SSL/,
    {
      reason: 'it speaks no TLS, and sslmode in DATABASE_URL asks for it',
      mend: 'Switch TLS on there (ssl = on), or take sslmode out where nobody can listen on the way.',
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
 * Why PostgreSQL cannot be used. What the server says names the user, and where the address was split wrongly
 * that is a piece of the password: so it is told in our words, and what we do not know without the names in it.
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

/** With all causes: that it took too long is said by an outer one. */
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
