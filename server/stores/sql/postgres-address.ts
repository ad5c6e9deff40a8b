/** Where a PostgreSQL server is, in the parts that people may see: nothing of user and password. */
interface PostgresAddress {
  /** A name, an IP address, or the folder of a Unix socket. */
  readonly host: string
  /** Null if it was not given, or if it could be a part of a password. */
  readonly port: string | null
  readonly database: string | null
}

interface Parts {
  /** User and password, as written before the @; null if there is no @. */
  readonly user: string | null
  /** Host and port, as written. */
  readonly server: string
  /** What follows, beginning with / ? or #. */
  readonly rest: string
}

const SSL_MODES = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify']

/** How other programs name the schema in an address. If we ignored it, our tables would silently be in another. */
const SCHEMA_NAMES = ['schema', 'currentSchema', 'search_path']

/**
 * What is wrong with the address of a PostgreSQL server, as the end of a sentence about it; null if nothing is. It
 * repeats nothing of the address: if that is split wrongly, any part may be a part of the password.
 */
export function postgresAddressProblem(address: string): string | null {
  if (/^["'`]|["'`]$/.test(address)) return 'must be written without quotes around it'
  if (!/^postgres(ql)?:\/\//i.test(address)) {
    return 'must begin with postgres:// and nothing before it, as in postgres://user:password@host:port/database'
  }
  if (/\s/.test(address)) return 'must have no space in it; in a password a space is written as %20'
  return splitProblem(address) ?? serverProblem(address) ?? restProblem(address)
}

/** Reads an address that has no problem. */
export function readPostgresAddress(address: string): PostgresAddress {
  const { user, server, rest } = partsOf(address)
  const [path = '', query] = rest.split('?')
  const asked = new URLSearchParams(query)
  const [, name = '', port = null] = /^(\[.*\]|[^:]*)(?::(.+))?$/.exec(server) ?? []
  return {
    host: asked.get('host') || decodeURIComponent(name),
    port: asked.get('port') || (user === null ? null : port),
    database: decodeURIComponent(path.slice(1)) || null,
  }
}

/** Adds a host if only `?host=` has one, as with Cloud SQL. Otherwise the driver cannot read the address. */
export function withHost(address: string): string {
  const { server, rest } = partsOf(address)
  if (server !== '' && !server.startsWith(':')) return address
  const end = address.length - rest.length - server.length
  return `${address.slice(0, end)}localhost${address.slice(end)}`
}

function partsOf(address: string): Parts {
  const [, authority = '', rest = ''] = /^\w+:\/\/([^/?#]*)(.*)$/.exec(address) ?? []
  const at = authority.lastIndexOf('@')
  return { user: at < 0 ? null : authority.slice(0, at), server: authority.slice(at + 1), rest }
}

/** Characters that end a part too early: the rest of a password would be taken for a host or a database. */
function splitProblem(address: string): string | null {
  const { rest } = partsOf(address)
  if (rest.includes('@')) {
    return (
      'has an @ after a / ? or #, so a part of its password would be taken for the host: ' +
      'in user and password, / is written as %2F, ? as %3F, # as %23 and @ as %40'
    )
  }
  if (rest.includes('#')) return 'must have no # in it; in a password # is written as %23'
  if (/%(?![0-9a-f]{2})/i.test(address)) {
    return 'has a % that begins no escape such as %2F; in a password % itself is written as %25'
  }
  if (!isText(address) || address.includes('%00'))
    return 'has an escape that is not UTF-8 text; in a password é is %C3%A9, for example'
  return null
}

function serverProblem(address: string): string | null {
  const { user, server, rest } = partsOf(address)
  const asked = new URLSearchParams(rest.split('?')[1])
  const [, name, port] = /^(\[.*\]|[^:]*)(?::([^:]*))?$/.exec(server) ?? []
  if (server.includes(',') || asked.get('host')?.includes(',')) {
    return 'must name one host only; with several servers, name one that always leads to the primary'
  }
  const isRight = name !== undefined && isPort(port || '1')
  if (!isRight && user === null) return 'must have an @ between password and host, and a port from 1 to 65535'
  if (name === undefined) return 'must have an IPv6 address in brackets, as in [::1]:5432'
  if (!isRight || !isPort(asked.get('port') || '1')) {
    return 'must have a port from 1 to 65535 after its host, or none'
  }
  if (!name && !asked.get('host')) return 'must name a host'
  if (!/^([\w.-]*|%2F[\w.%-]*|\[[0-9a-f:.]+\])$/i.test(name)) {
    return 'must have a host that is a name or an IP address'
  }
  return null
}

function restProblem(address: string): string | null {
  const [path = '', query, ...more] = partsOf(address).rest.split('?')
  const asked = new URLSearchParams(query)
  if (more.length > 0)
    return 'must have one ? only, with & between options; in a password ? is written as %3F'
  if (path.slice(1).includes('/')) return 'must have one database name after its host, without a / in it'
  if (/[&;=]/.test(path)) return 'has &, ; or = in the name of its database: options begin with a ?' // [S189]
  const names = [...asked.keys()]
  if (new Set(names).size < names.length) return 'must have each option once after its ?'
  if (/^(?!(true|1|0|no-verify)$)/.test(asked.get('ssl') ?? '1')) {
    return 'must have sslmode=verify-full or sslmode=disable instead of ssl'
  }
  const mode = asked.get('sslmode')
  if (mode !== null && !SSL_MODES.includes(mode))
    return `must have one of ${SSL_MODES.join(', ')} as its sslmode`
  const schema = SCHEMA_NAMES.find((one) => asked.has(one))
  if (schema) return `cannot have ${schema}; set DATABASE_SCHEMA instead`
  return null
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535
}

function isText(escaped: string): boolean {
  try {
    decodeURIComponent(escaped)
    return true
  } catch {
    return false
  }
}
