import { getPublicSuffix } from 'tldts'
import type { SettingRow } from '../../../shared/admin.ts'
import { StartError } from '../../errors/start-error.ts'
import type { ChosenLimits } from '../../limits/numbers.ts'
import { type MethodSettings, methodSettings } from '../../method-settings.ts'
import type { BrandSettings } from '../../pages/branding/brand.ts'
import type { RelyingParty } from '../../passkeys/relying-party.ts'
import type { ForwardingHeader, TrustProxy } from '../../requests/client-address.ts'
import type { WebhookSettings } from '../../site-events/webhook.ts'
import { nearlyOurs, shownValue, unreadProblem } from './as-written.ts'
import { type MailSettings, mailContradictions, mailSettings, sendsMail } from './mail-variables.ts'
import { isLocalhost } from './readers.ts'
import { settingsInForce } from './settings-in-force.ts'
import { VARIABLES, type Values, type VariableName } from './variables.ts'
import { webhookContradictions, webhookSettings } from './webhook-variables.ts'

export type SignUpMode = 'open' | 'invite' | 'closed'

/** What the environment says. It is read once, and only here. */
export interface Config {
  /** Null: all addresses of the machine. */
  readonly host: string | null
  readonly port: number
  /** An origin, without a slash at the end. */
  readonly publicUrl: string
  /** `publicUrl` is https: cookies are `__Host-`, and HSTS is sent. */
  readonly secure: boolean
  readonly rp: RelyingParty
  /** Where people get help. Null: pages do not say where. */
  readonly supportUrl: string | null
  readonly brand: BrandSettings
  readonly signUp: SignUpMode
  readonly returnTo: readonly URL[]
  /** Null: SQLite in `dataDir`. */
  readonly databaseUrl: string | null
  /** For our tables in PostgreSQL. Null: PostgreSQL chooses. */
  readonly databaseSchema: string | null
  /** Null: the process's memory. */
  readonly redisUrl: string | null
  /** Null: one is made in `dataDir`. */
  readonly secret: string | null
  readonly previousSecret: string | null
  readonly trustProxy: TrustProxy
  readonly proxyHeader: ForwardingHeader
  readonly methods: MethodSettings
  readonly mail: MailSettings
  /** Where events are posted; null: nowhere. */
  readonly webhook: WebhookSettings | null
  /** How long audit entries and finished recoveries are kept. */
  readonly auditMs: number
  readonly limits: ChosenLimits
  /** Null: places are not known. */
  readonly geoipFile: string | null
  readonly logLevel: string
  readonly dataDir: string
  /** For admins, without any secret. */
  readonly settings: readonly SettingRow[]
  /** Sentences that the start should say. */
  readonly warnings: readonly string[]
  /** Says which names of settings are misspelt; null when none is. */
  readonly misspelt: string | null
}

/** The environment is wrong; each problem is a sentence that names the variable. */
export class ConfigError extends StartError {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'ConfigError'
    this.problems = problems
  }
}

/** Reads the environment. Throws ConfigError with everything that is wrong, not just the first. */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const { values, problems } = readValues(environment)
  if (problems.length > 0) throw new ConfigError(problems)
  const port = values.PORT ?? 3000
  const publicUrl = values.PUBLIC_URL ?? `http://localhost:${port}`
  const rp: RelyingParty = {
    id: values.RP_ID ?? new URL(publicUrl).hostname,
    name: values.SITE_NAME ?? 'Rekey',
    home: publicUrl,
    origins: values.ORIGINS ?? [publicUrl],
  }
  const onLocalhost = isLocalhost(new URL(publicUrl).hostname)
  const mail = mailSettings(values, { rpId: rp.id, name: rp.name, onLocalhost })
  const config: Config = {
    host: values.HOST ?? null,
    port,
    publicUrl,
    secure: publicUrl.startsWith('https:'),
    rp,
    supportUrl: values.SUPPORT_URL ?? null,
    brand: {
      logoFiles: values.LOGO_FILE ?? [],
      iconFile: values.ICON_FILE ?? null,
      touchIconFile: values.TOUCH_ICON_FILE ?? null,
      accent: values.ACCENT_COLOR ?? null,
    },
    signUp: values.SIGN_UP ?? 'open',
    returnTo: values.RETURN_TO ?? [],
    databaseUrl: values.DATABASE_URL ?? null,
    databaseSchema: values.DATABASE_SCHEMA ?? null,
    redisUrl: values.REDIS_URL ?? null,
    secret: values.SECRET ?? null,
    previousSecret: values.SECRET_PREVIOUS ?? null,
    trustProxy: values.TRUST_PROXY ?? 0,
    proxyHeader: values.PROXY_HEADER ?? 'x-forwarded-for',
    methods: methodSettings(values, { sendsMail: sendsMail(mail) }),
    mail,
    webhook: webhookSettings(values),
    auditMs: (values.AUDIT_DAYS ?? 400) * 86_400_000,
    limits: values.LIMITS ?? {},
    geoipFile: values.GEOIP_FILE ?? null,
    logLevel: values.LOG_LEVEL ?? 'info',
    dataDir: values.DATA_DIR ?? './data',
    settings: settingsInForce(environment),
    warnings: warningsOf(values, rp),
    misspelt: nearlyOurs(environment, Object.keys(VARIABLES)),
  }
  const contradictions = [
    ...findContradictions(config),
    ...mailContradictions(values, { onLocalhost }),
    ...webhookContradictions(values, { onLocalhost }),
  ]
  if (contradictions.length > 0) throw new ConfigError(contradictions)
  return config
}

function readValues(environment: Readonly<Record<string, string | undefined>>) {
  const values: Record<string, unknown> = {}
  const problems: string[] = []
  for (const name of Object.keys(VARIABLES) as VariableName[]) {
    const { schema, example, ...variable } = VARIABLES[name]
    const text = environment[name]
    // Compose files and unit files set an unset variable to an empty text.
    if (text === undefined || text.trim() === '') continue
    const written = {
      isSecret: 'secret' in variable,
      isPath: 'path' in variable,
      isList: 'list' in variable,
    }
    const result = schema.safeParse(text)
    const problem = unreadProblem(text, written) ?? result.error?.issues[0]?.message // [H87]
    if (problem === undefined) values[name] = result.data
    else problems.push(`${name} ${problem}${shownValue(text, written)}; for example ${name}=${example}`)
  }
  return { values: values as Values, problems }
}

function findContradictions({
  rp,
  publicUrl,
  databaseUrl,
  databaseSchema,
  redisUrl,
  secret,
}: Config): string[] {
  const problems: string[] = []
  if (!rp.origins.includes(publicUrl)) {
    problems.push(
      `ORIGINS must contain the origin of PUBLIC_URL; for example ORIGINS=${[publicUrl, ...rp.origins]}`,
    )
  }
  if (!rp.id.includes('.') && !isLocalhost(rp.id)) {
    problems.push(
      `RP_ID must be a domain with a dot in it, or localhost, not "${rp.id}"; for example RP_ID=example.com`,
    )
  }
  for (const origin of rp.origins) {
    const { hostname } = new URL(origin)
    if (hostname === rp.id) continue
    if (hostname.endsWith(`.${rp.id}`)) {
      if (!isPublicSuffix(rp.id)) continue // [W58]
      problems.push(
        `RP_ID must be a domain that is yours alone: anyone can have a name below "${rp.id}", so browsers make no ` +
          `passkeys for it; for example RP_ID=${hostname}`,
      )
      continue
    }
    problems.push(
      `RP_ID must be the host of every origin or a parent domain of it, and "${rp.id}" is not for ${origin}; ` +
        `for example RP_ID=${hostname}`,
    )
  }
  if (databaseSchema && !databaseUrl) {
    problems.push(
      `DATABASE_SCHEMA is for PostgreSQL, so DATABASE_URL must be set with it; for example DATABASE_URL=${VARIABLES.DATABASE_URL.example}`,
    )
  }
  if (redisUrl && !secret) {
    problems.push(
      `SECRET must be set with REDIS_URL, the same on every node; for example SECRET=${VARIABLES.SECRET.example}`,
    )
  }
  return problems
}

/** As browsers see it (WebAuthn 5.1.3 step 8). Names of hosting companies count too, but no names without a dot. */
function isPublicSuffix(domain: string): boolean {
  return domain.includes('.') && getPublicSuffix(domain, { allowPrivateDomains: true }) === domain
}

function warningsOf(values: Values, rp: RelyingParty): string[] {
  if (values.RP_ID || isLocalhost(rp.id)) return []
  return [
    `RP_ID is not set, so passkeys will belong to ${rp.id} and to no other domain, for ever. ` +
      'Set it before the first account is made, for example to a parent domain that is yours.',
  ]
}
