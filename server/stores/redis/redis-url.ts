import { StartError } from '../../config/start-error.ts'

export interface RedisHost {
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
}

const REDIS_URL_FORMS = [
  'redis://[user:password@]host[:6379][/database]',
  'redis+sentinel://[user:password@]host[:26379],host.../master[/database]',
  'redis+cluster://[user:password@]host[:6379],host...',
] as const

const URL_PARTS =
  /^redis(?<tls>s?)(?:\+(?<kind>sentinel|cluster))?:\/\/(?:(?<user>[^:@/]*)(?::(?<password>[^@/]*))?@)?(?<hosts>[^/?#@]+)(?<path>\/[^?#]*)?$/i

const HOST_PARTS = /^(?<host>\[[0-9a-f:.]+\]|[^:[\]]+)(?::(?<port>\d{1,5}))?$/i

/** `rediss` instead of `redis` means TLS. Throws a sentence that never holds the password. */
export function parseRedisUrl(url: string): RedisPlace {
  const parts = URL_PARTS.exec(url)?.groups
  if (!parts) throw new StartError(`REDIS_URL has none of the forms ${REDIS_URL_FORMS.join(' | ')}.`)
  const kind = (parts.kind?.toLowerCase() ?? 'standalone') as RedisPlace['kind']
  const [first, ...others] = (parts.hosts ?? '').split(',').map((text) => parseHost(text, kind))
  if (!first || (kind === 'standalone' && others.length > 0)) {
    throw new StartError('REDIS_URL names several hosts: that takes redis+sentinel:// or redis+cluster://.')
  }
  return {
    kind,
    tls: parts.tls !== '',
    hosts: [first, ...others],
    username: decode(parts.user),
    password: decode(parts.password),
    ...parsePath(parts.path ?? '', kind),
  }
}

/** The hosts alone, for people: `10.0.0.1:6379`. */
export function showPlace({ hosts }: RedisPlace): string {
  return hosts.map(({ host, port }) => `${host.includes(':') ? `[${host}]` : host}:${port}`).join(', ')
}

function parseHost(text: string, kind: RedisPlace['kind']): RedisHost {
  const parts = HOST_PARTS.exec(text)?.groups
  const port = Number(parts?.port ?? (kind === 'sentinel' ? 26379 : 6379))
  if (!parts?.host || port < 1 || port > 65535)
    throw new StartError('REDIS_URL names no usable host and port.')
  return { host: parts.host.replace(/^\[|\]$/g, ''), port }
}

function parsePath(path: string, kind: RedisPlace['kind']): Pick<RedisPlace, 'master' | 'database'> {
  const words = path.split('/').filter(Boolean)
  const master = kind === 'sentinel' ? words.shift() : undefined
  if (kind === 'sentinel' && !master)
    throw new StartError('REDIS_URL with sentinels ends in /master, its group.')
  const [database = '0', ...rest] = words
  if (!/^\d{1,4}$/.test(database) || rest.length > 0 || (kind === 'cluster' && database !== '0')) {
    throw new StartError('REDIS_URL ends in no usable database number (a cluster has only 0).')
  }
  return { master, database: Number(database) }
}

function decode(text: string | undefined): string | undefined {
  try {
    return text ? decodeURIComponent(text) : undefined
  } catch {
    throw new StartError('REDIS_URL has a % in its user or password that is not written as %25.')
  }
}
