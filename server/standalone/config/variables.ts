import { z } from 'zod'
import { METHOD_VARIABLES } from '../../method-settings.ts'
import { choice, list, text, type ValuesOf, variable, wholeNumber } from '../../settings/variable.ts'
import { MAIL_VARIABLES } from './mail-variables.ts'
import {
  domain,
  forwardingHeader,
  limits,
  ownAddress,
  postgresUrl,
  proxies,
  redisUrl,
  returnAddress,
  webOrigin,
} from './readers.ts'
import { SITE_VARIABLES } from './site-variables.ts'
import { WEBHOOK_VARIABLES } from './webhook-variables.ts'

/** In characters. 32 random ones of any common alphabet cannot be guessed. */
export const SHORTEST_SECRET = 32

/** Every variable that the server reads, in the order of the table. It reads no others. */
export const VARIABLES = {
  PORT: variable({
    schema: text().transform(wholeNumber('a port', 0, 65_535)),
    default: '3000',
    meaning: 'Port to listen on; 0 takes a free one.',
    example: '3000',
  }),
  HOST: variable({
    schema: text().transform(ownAddress),
    default: 'all addresses',
    meaning:
      'Address of this machine to listen on, IPv4 or IPv6, or a name for one; `127.0.0.1` lets only a proxy on the same machine in.',
    example: '127.0.0.1',
  }),
  PUBLIC_URL: variable({
    schema: text().transform(webOrigin),
    default: '`http://localhost:PORT`',
    meaning: 'Address that people open. It must be https, except on localhost.',
    example: 'https://login.example.com',
  }),
  RP_ID: variable({
    schema: text().transform(domain),
    default: 'host of `PUBLIC_URL`',
    meaning:
      'Domain that passkeys belong to: the host of every origin, or a parent domain of it. ' +
      'It can never be changed later without losing every passkey.',
    example: 'example.com',
  }),
  ORIGINS: variable({
    schema: list().pipe(z.array(z.string().transform(webOrigin))),
    default: 'origin of `PUBLIC_URL`',
    meaning:
      'Comma-separated origins that people may sign in from with these passkeys. Everything else is done at `PUBLIC_URL`.',
    example: 'https://login.example.com,https://www.example.com',
    list: true,
  }),
  ...SITE_VARIABLES,
  SIGN_UP: variable({
    schema: choice('open', 'invite', 'closed'),
    default: 'open',
    meaning:
      'Who can create an account: `open` anyone, `invite` anyone with a link from `--invite`, `closed` nobody.',
    example: 'invite',
  }),
  RETURN_TO: variable({
    schema: list().pipe(z.array(z.string().transform(returnAddress))),
    default: 'none',
    meaning:
      'Comma-separated addresses that people may be sent to after signing in; each allows everything below its path.',
    example: 'https://www.example.com/app/',
    list: true,
  }),
  DATABASE_URL: variable({
    schema: text().transform(postgresUrl),
    default: 'SQLite file in `DATA_DIR`',
    meaning: 'PostgreSQL, for accounts, passkeys and sessions.',
    example: 'postgres://rekey@localhost:5432/rekey',
    secret: true,
  }),
  DATABASE_SCHEMA: variable({
    schema: text().regex(
      /^(?!pg_|information_schema$)[a-z_][a-z0-9_]{0,62}$/,
      'must be the name of a schema of your own, in lower-case letters, digits and _, and not begin with pg_',
    ),
    default: 'where PostgreSQL makes tables',
    meaning:
      'Schema for the tables of Rekey in PostgreSQL, made if it is missing. For a database that other programs use too.',
    example: 'rekey',
  }),
  REDIS_URL: variable({
    schema: text().transform(redisUrl),
    default: "the process's memory",
    meaning:
      'Redis 7 or Valkey, for pairings and limits; needed with more than one process. ' +
      'Also `redis+sentinel://host,host/master` and `redis+cluster://host,host`; `rediss` for TLS.',
    example: 'redis://localhost:6379',
    secret: true,
  }),
  SECRET: variable({
    schema: text().min(SHORTEST_SECRET, `must be at least ${SHORTEST_SECRET} characters long`),
    default: 'made in `DATA_DIR`',
    meaning: 'Key material for codes and marks, the same on every node; required with `REDIS_URL`.',
    example: '"$(openssl rand -base64 32)"',
    secret: true,
  }),
  SECRET_PREVIOUS: variable({
    schema: text().min(SHORTEST_SECRET, `must be at least ${SHORTEST_SECRET} characters long`),
    default: 'none',
    meaning: 'The previous `SECRET`, accepted for 20 minutes after the start, so open pages keep working.',
    example: '"the SECRET that was in use until now"',
    secret: true,
  }),
  TRUST_PROXY: variable({
    schema: text().transform(proxies),
    default: '0',
    meaning:
      "Proxies in front that are trusted to report visitors' addresses: how many, or a comma-separated list of addresses and CIDR ranges.",
    example: '1',
  }),
  PROXY_HEADER: variable({
    schema: text().transform(forwardingHeader),
    default: 'x-forwarded-for',
    meaning:
      'Header in which those proxies report the address of a visitor: `x-forwarded-for`, `forwarded` (RFC 7239) or `x-real-ip`. No other is believed.',
    example: 'x-real-ip',
  }),
  ...METHOD_VARIABLES,
  ...MAIL_VARIABLES,
  ...WEBHOOK_VARIABLES,
  AUDIT_DAYS: variable({
    schema: text().transform(wholeNumber('whole days', 30, 3_650)),
    default: '400',
    meaning:
      'Days that account activity and finished recoveries are kept. The default, a year and a month, suits a yearly review; at least 30, for people who were away.',
    example: '90',
  }),
  LIMITS: variable({
    schema: text().transform(limits),
    default: 'the numbers of docs/spec/limits.md',
    meaning:
      'Limits that differ from the defaults, as comma-separated `name=number`; names, floors and ceilings are in docs/spec/limits.md.',
    example: 'opening=240,busy-pages=20',
  }),
  GEOIP_FILE: variable({
    schema: text(),
    default: 'none',
    meaning: 'City or country database in MaxMind format, for rough places in the dialog.',
    example: '/var/lib/GeoIP/GeoLite2-City.mmdb',
    path: true,
  }),
  LOG_LEVEL: variable({
    schema: choice('silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'),
    default: 'info',
    meaning: 'How much is logged: `silent`, `fatal`, `error`, `warn`, `info`, `debug` or `trace`.',
    example: 'info',
  }),
  DATA_DIR: variable({
    schema: text(),
    default: '`./data`',
    meaning: 'Folder for the SQLite file and the secret that is made when none is given.',
    example: '/var/lib/rekey',
    path: true,
  }),
} as const

export type VariableName = keyof typeof VARIABLES

export type Values = ValuesOf<typeof VARIABLES>
