import { StartError } from '../../errors/start-error.ts'

interface RedisHost {
  readonly host: string
  readonly port: number
}

/** Where Redis is, read out of `REDIS_URL`. */
export interface RedisPlace {
  readonly kind: 'standalone' | 'sentinel' | 'cluster'
  readonly tls: boolean
  readonly hosts: readonly [RedisHost, ...RedisHost[]]
  readonly username: string | undefined
  readonly password: string | undefined
  /** Name of the master group that the sentinels watch. */
  readonly master: string | undefined
  readonly database: number
  /** Which IP addresses are used: 4 or 6 for only those, 0 for all that the name leads to. */
  readonly family: number
}

type Kind = RedisPlace['kind']

const FORM: Readonly<Record<Kind, string>> = {
  standalone: 'redis://[user:password@]host[:6379][/database]',
  sentinel: 'redis+sentinel://[user:password@]host[:26379],host.../master[/database]',
  cluster: 'redis+cluster://[user:password@]host[:6379],host...',
}

const FORMS = Object.values(FORM).join(' | ')
const SCHEME = /^redis(?<tls>s?)(?:\+(?<kind>sentinel|cluster))?:\/\/(?<rest>.*)$/i
const REST = /^(?:(?<login>.*)@)?(?<hosts>[^/?#]*)(?<path>[^?#]*)(?:\?(?<query>[^#]*))?(?<hash>#.*)?$/
const HOST = /^(?:\[(?<v6>[0-9a-f:.]+)\]|(?<name>[\w.-]+))(?::(?<port>\d+))?$/i

/**
 * Reads `REDIS_URL`, in which `rediss` instead of `redis` means TLS. Throws a StartError that names the part that is
 * wrong and says how to fix it. It never repeats anything of the value: if that was split wrongly, any part can be the
 * password.
 */
export function parseRedisUrl(url: string): RedisPlace {
  const problem = (words: string) => new StartError(`REDIS_URL ${words}`)
  const { tls, kind: named, rest = '' } = SCHEME.exec(url)?.groups ?? {}
  if (tls === undefined) throw problem(`must begin with redis:// or rediss://, in one of the forms ${FORMS}`)
  if (/\s/.test(rest)) throw problem('has a space in it: a space in a password is written %20')
  const { login, hosts = '', path = '', query, hash } = REST.exec(rest)?.groups ?? {}
  const kind = (named?.toLowerCase() ?? 'standalone') as Kind
  try {
    const { username, password } = readLogin(login)
    const [first = '', ...others] = hosts.split(',')
    const places = [readHost(first, kind), ...others.map((text) => readHost(text, kind))] as const
    if (hash) throw new Error('has a # in it: a # in a password is written %23')
    if (kind === 'standalone' && others.length > 0) {
      throw new Error(
        'names several hosts, which takes redis+sentinel:// or redis+cluster://; redis:// takes one',
      )
    }
    const asked = readQuery(query)
    const { master, database } = readPath(path, kind, asked.db)
    const family = Number(asked.family ?? 0)
    return { kind, tls: tls !== '', hosts: places, username, password, master, database, family }
  } catch (error) {
    throw problem((error as Error).message)
  }
}

const CHECKED = 'certificates are always checked, and NODE_EXTRA_CA_CERTS makes Node trust an authority'
const LEFT_OUT = 'leave it out'
const ESCAPE = 'in a user or password, @ is written %40, : %3A, / %2F, ? %3F, # %23 and % %25'

function readLogin(login: string | undefined): Pick<RedisPlace, 'username' | 'password'> {
  if (login && /[@/?#]/.test(login))
    throw new Error(`has a user or password that is not written as in an address: ${ESCAPE}`)
  const [, user = '', password] = /^([^:]*)(?::(.*))?$/.exec(login ?? '') ?? []
  if (user && !password)
    throw new Error('names a user without a password: write user:password@, or :password@ alone')
  return { username: decode(user), password: decode(password) }
}

function decode(text: string | undefined): string | undefined {
  try {
    return text ? decodeURIComponent(text) : undefined
  } catch {
    throw new Error('has a % in its user or password that is not written as %25')
  }
}

function readHost(text: string, kind: Kind): RedisHost {
  const { v6, name, port } = HOST.exec(text)?.groups ?? {}
  const host = v6 ?? name
  if (text === '') throw new Error('must name a host, and each one between commas')
  if (text.split(':').length > 2 && !text.startsWith('[')) {
    throw new Error(`must have brackets around an IPv6 address, as [::1]:6379; ${ESCAPE}`)
  }
  if (!host)
    throw new Error(`must have hosts that are names or addresses, with a number as their port; ${ESCAPE}`)
  const number = Number(port ?? (kind === 'sentinel' ? 26379 : 6379))
  if (number < 1 || number > 65_535) throw new Error('has a wrong port: ports go from 1 to 65535')
  return { host, port: number }
}

function readPath(path: string, kind: Kind, asked: string | null): Pick<RedisPlace, 'master' | 'database'> {
  const words = path.split('/').filter(Boolean)
  const master = kind === 'sentinel' ? words.shift() : undefined
  if (kind === 'sentinel' && !/^[\w.-]+$/.test(master ?? '')) {
    throw new Error(`must end in the name of the group that the sentinels watch: ${FORM.sentinel}; ${ESCAPE}`)
  }
  if (asked !== null && words.length > 0) throw new Error('names its database twice, after / and in ?db=')
  const [database = '0', ...more] = asked === null ? words : [asked]
  if (!/^\d{1,4}$/.test(database) || more.length > 0) {
    throw new Error(`must have nothing but a database number after the last /, such as /2; ${ESCAPE}`)
  }
  if (kind === 'cluster' && Number(database) !== 0)
    throw new Error('names a database, and a cluster has only 0')
  return { master, database: Number(database) }
}

/** Options of other programs, and what to do instead. Other names are not repeated: they may be part of a password. */
const NOT_TAKEN: readonly (readonly [names: RegExp, mend: string])[] = [
  [/^(ssl_cert_reqs|ssl_check_hostname|rejectUnauthorized|skip_verify|insecure|tls_insecure)$/i, CHECKED],
  [/^(ssl_ca_certs|ssl_ca_path|cafile|cacert|ca)$/i, 'set NODE_EXTRA_CA_CERTS to that file'],
  [/^(ssl|tls|sslmode|ssl_mode)$/i, 'TLS is asked for by rediss:// instead of redis://'],
  [/^(user|username|password|auth)$/i, 'user and password stand before the host'],
  [/^(master|master_name|sentinel|sentinels|service_name)$/i, `write ${FORM.sentinel}`],
  [/^(database|db_index|index)$/i, 'write the number after the last /'],
  [/^(timeout|(connect|connection|socket|read|write)_?timeout|protocol|prefix|key_prefix)$/i, LEFT_OUT],
  [/^((max_)?(connections|idle|active)|pool_size|encoding|decode_responses|client_name|weight)$/i, LEFT_OUT],
  [/^(abortConnect|retry_on_timeout|health_check_interval|max_retries)$/i, LEFT_OUT],
]

/** Reads the options after a ?: `family` and `db`. */
function readQuery(query: string | undefined): {
  readonly family: string | null
  readonly db: string | null
} {
  const asked = new URLSearchParams(query ?? '')
  for (const name of asked.keys()) {
    if (name === 'family' || name === 'db') continue
    const [, mend] = NOT_TAKEN.find(([names]) => names.test(name)) ?? []
    if (mend) throw new Error(`has ?${name}=, which Rekey does not accept: ${mend}`)
    throw new Error(
      `has something after a ? that Rekey does not accept: only ?family= and ?db= are; ${ESCAPE}`,
    )
  }
  if (asked.getAll('db').length > 1) throw new Error('names its database twice in ?db=')
  const family = asked.get('family')
  if (family !== null && !/^[046]$/.test(family)) throw new Error('has a ?family= that is not 0, 4 or 6')
  return { family, db: asked.get('db') }
}
