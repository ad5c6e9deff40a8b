import { StartError } from '../../errors/start-error.ts'
import { certificateProblem } from '../certificate-problem.ts'
import type { RedisPlace } from './redis-url.ts'

/** Failures that can come from a handshake. Some of them also come from a server that is not there. */
const NO_HANDSHAKE = /ETIMEDOUT|no answer|timed? ?out|ECONNRESET|EPROTO|SSL|TLS|closed/i

/** The hosts alone, for people: `10.0.0.1:6379`. */
export function showPlace({ hosts }: Pick<RedisPlace, 'hosts'>): string {
  return hosts.map(({ host, port }) => `${host.includes(':') ? `[${host}]` : host}:${port}`).join(', ')
}

/** A sentence about this Redis: what is wrong, and how to fix it. */
export function problemAt(place: RedisPlace, words: string): StartError {
  return new StartError(`Redis at ${showPlace(place)} ${words}`)
}

/** What to say when a start cannot use this Redis; `why` is in the words of Redis or of the client. */
export function unusable(place: RedisPlace, why: string): StartError {
  return problemAt(place, wordsFor(place, why))
}

/** The sentinels answer, but do not watch the group that was asked for. */
export function noSuchGroup(place: RedisPlace): StartError {
  return problemAt(
    place,
    'is a sentinel that watches no group with the name at the end of REDIS_URL. Correct the name: it comes after "sentinel monitor" in its settings.',
  )
}

type Words = (why: string, place: RedisPlace) => string

/** What is known to go wrong, and how to fix it; the first that matches counts. */
const KNOWN: readonly (readonly [cause: RegExp, words: Words])[] = [
  [
    /WRONGPASS|NOAUTH|invalid password/,
    (why, { password }) =>
      `${/NOAUTH/.test(why) && !password ? 'wants a' : 'refuses the'} password. Correct the user and password in REDIS_URL.`,
  ],
  [
    /NOPERM|user executing the script/,
    (why) =>
      `does not let this user do what Rekey needs (${why}). Give the user more rights, or name another user in REDIS_URL.`,
  ],
  [
    /DB index|SELECT/i,
    (why, { database }) =>
      `has no database ${database} (${why}). Correct the number at the end of REDIS_URL, or set "databases" there.`,
  ],
  [
    /cluster support disabled|unknown command.*cluster/i,
    (why) => `is not a cluster (${why}). Write redis:// for redis+cluster:// in REDIS_URL.`,
  ],
  [
    /cluster_state:fail/,
    (why) =>
      `is a cluster that does not serve all keys (${why}). Repair it: redis-cli --cluster check says what is missing.`,
  ],
  [
    /unknown command.*sentinel/i,
    (why) =>
      `is not a sentinel (${why}). Name the sentinels in REDIS_URL, or write redis:// for redis+sentinel://.`,
  ],
  [
    /alert certificate required/,
    (why) =>
      `asks its clients for a certificate (${why}), and Rekey has none. Set "tls-auth-clients no" there: the password is what lets clients in.`,
  ],
  [
    /protocol version|unsupported protocol/,
    (why) => `and Node have no version of TLS in common (${why}). Let it speak TLS 1.2 or 1.3.`,
  ],
  [
    /^DENIED/,
    () => 'answers its own machine only (protected mode). Give it a password, and write that into REDIS_URL.',
  ],
  [
    /Protocol error|Unknown RESP type/,
    () => 'is not Redis: it answers something else. Correct host and port in REDIS_URL.',
  ],
  [
    /max number of clients/,
    (why) =>
      `has no connection left (${why}). Raise maxclients there; each process of Rekey takes three to each server.`,
  ],
  [
    /NOREPLICAS/,
    (why) =>
      `takes no writes while too few replicas follow it (${why}). Start them; min-replicas-to-write there says how many.`,
  ],
  [
    /^OOM|used memory/,
    (why) => `is out of memory (${why}). Raise maxmemory there, or give Rekey a Redis of its own.`,
  ],
  [
    /MISCONF/,
    () =>
      'takes no writes because it cannot save to its disk (MISCONF). Make room there and let it write to its folder; its log says more.',
  ],
  [/LOADING/, (why) => `is still reading its data from the disk (${why}). Start Rekey again in a moment.`],
  [
    /^BUSY/,
    () =>
      'is busy with a script of another program (BUSY). Run SCRIPT KILL there, or give Rekey a Redis of its own.',
  ],
  [
    /MASTERDOWN/,
    () =>
      'is a replica whose master is gone (MASTERDOWN). Name the master in REDIS_URL, or sentinels, which know it.',
  ],
  [
    /unknown command '(?!cluster|sentinel)/i,
    (why) =>
      `lacks a command that Rekey needs (${why}). Remove its rename-command there, or use Redis 7 or Valkey.`,
  ],
  [
    /ECONNREFUSED/,
    (why) => `is not there: nothing listens (${why}). Start it, or correct host and port in REDIS_URL.`,
  ],
  [
    /ENOTFOUND|EAI_AGAIN/,
    (why) => `has a name that cannot be found from here (${why}). Correct the host in REDIS_URL.`,
  ],
]

function wordsFor(place: RedisPlace, why: string): string {
  const [, words] = KNOWN.find(([cause]) => cause.test(why)) ?? []
  if (words) return words(why, place) // [K180]
  const mend = certificateProblem(why)
  if (mend) return `shows a certificate that is not accepted (${why}). ${mend}${namesHint(place)}`
  const start = `Start it, make it take writes, or correct REDIS_URL; ${tlsHint(place, why)}`
  return `cannot be used (${why}). ${start}without REDIS_URL a single process runs on its own memory.`
}

/** Sentinels and cluster nodes tell addresses. For certificates they have to tell names. */
function namesHint({ kind }: RedisPlace): string {
  if (kind === 'sentinel') return ' Sentinels tell names with "sentinel announce-hostnames yes".'
  if (kind === 'cluster') return ' Nodes tell names with "cluster-preferred-endpoint-type hostname".'
  return ''
}

function tlsHint({ tls }: RedisPlace, why: string): string {
  if (!NO_HANDSHAKE.test(why)) return ''
  return tls
    ? 'if it does not speak TLS, write redis:// for rediss://; '
    : 'if it speaks TLS only, write rediss:// for redis://; '
}
