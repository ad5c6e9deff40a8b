import { isIP } from 'node:net'
import { z } from 'zod'
import { text, type ValuesOf, variable } from '../../settings/variable.ts'
import type { WebhookSettings } from '../../site-events/webhook.ts'
import { isLocalhost } from './readers.ts'

/** In bytes, as Standard Webhooks asks for. */
const SHORTEST_SECRET = 24
const LONGEST_SECRET = 64
const SECRET_FORM = `must be whsec_ and then base64 of ${SHORTEST_SECRET} to ${LONGEST_SECRET} random bytes, as \`openssl rand -base64 32\` prints them`

/** Settings of the webhook. */
export const WEBHOOK_VARIABLES = {
  WEBHOOK_URL: variable({
    schema: text().transform(webhookUrl),
    default: 'none',
    meaning:
      'Address of yours that every event is posted to, as docs/events.md says; https, except for a site on localhost.',
    example: 'https://www.example.com/rekey-events',
    secret: true,
  }),
  WEBHOOK_SECRET: variable({
    schema: text().transform(webhookSecret),
    default: 'none',
    meaning:
      'What events are signed with: `whsec_` and 24 to 64 random bytes in base64 (`echo whsec_$(openssl rand -base64 32)`). Required with `WEBHOOK_URL`.',
    example: '"whsec_$(openssl rand -base64 32)"',
    secret: true,
  }),
  WEBHOOK_SECRET_PREVIOUS: variable({
    schema: text().transform(webhookSecret),
    default: 'none',
    meaning:
      'The previous `WEBHOOK_SECRET`. Events are signed with both as long as it is set, so a receiver with either takes them.',
    example: '"the WEBHOOK_SECRET that was in use until now"',
    secret: true,
  }),
} as const

type WebhookValues = ValuesOf<typeof WEBHOOK_VARIABLES>

/** Where events are posted; null: nowhere. */
export function webhookSettings(values: WebhookValues): WebhookSettings | null {
  const { WEBHOOK_URL: url, WEBHOOK_SECRET: secret, WEBHOOK_SECRET_PREVIOUS: previous } = values
  return url && secret ? { url: url.href, secrets: previous ? [secret, previous] : [secret] } : null
}

const HTTP_AFAR =
  'WEBHOOK_URL must begin with https://: what is posted says who gets back into which account. http:// is only for a ' +
  `site on localhost, and for names and addresses that only your network has; for example WEBHOOK_URL=${WEBHOOK_VARIABLES.WEBHOOK_URL.example}`

/** What of them contradicts something else, as whole sentences that repeat no secret. */
export function webhookContradictions(
  { WEBHOOK_URL: url, WEBHOOK_SECRET: secret, WEBHOOK_SECRET_PREVIOUS: previous }: WebhookValues,
  { onLocalhost }: { readonly onLocalhost: boolean },
): string[] {
  const { WEBHOOK_URL, WEBHOOK_SECRET } = WEBHOOK_VARIABLES
  if (url && !secret) {
    return [
      `WEBHOOK_SECRET must be set with WEBHOOK_URL: without a signature, anybody could post events to you; for example WEBHOOK_SECRET=${WEBHOOK_SECRET.example}`,
    ]
  }
  if (secret && !url) {
    return [
      `WEBHOOK_URL must be set with WEBHOOK_SECRET, which is for nothing else; for example WEBHOOK_URL=${WEBHOOK_URL.example}`,
    ]
  }
  if (previous !== undefined && (!secret || previous === secret)) {
    return [
      `WEBHOOK_SECRET must be set with WEBHOOK_SECRET_PREVIOUS, and be a new one; for example WEBHOOK_SECRET=${WEBHOOK_SECRET.example}`, // [N18]
    ]
  }
  if (url?.protocol === 'http:' && !(onLocalhost && isNear(url.hostname))) {
    return [HTTP_AFAR] // [N5]
  }
  return []
}

/** This machine, a name that no public DNS has, or an address of a private network. */
function isNear(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1')
  if (isIP(bare) === 4) return /^(127|10|192\.168|172\.(1[6-9]|2\d|3[01]))\./.test(bare)
  if (isIP(bare) === 6) return bare === '::1' || /^f[cd]/i.test(bare)
  return isLocalhost(host) || !host.includes('.') || /\.(internal|local|test|home\.arpa)$/.test(host)
}

function webhookUrl(value: string, context: z.RefinementCtx<string>): URL {
  const url = URL.canParse(value) ? new URL(value) : null
  if (!url || !/^https?:$/.test(url.protocol)) {
    context.addIssue('must be a whole web address')
    return z.NEVER
  }
  if (url.username || url.password) context.addIssue('must not hold a user or password')
  if (url.hash) context.addIssue('must not have a # in it: what follows is not sent')
  return url
}

function webhookSecret(value: string, context: z.RefinementCtx<string>): string {
  const [, base64 = ''] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(value) ?? []
  const bytes = base64.length % 4 === 0 ? Buffer.from(base64, 'base64').length : 0
  if (bytes < SHORTEST_SECRET || bytes > LONGEST_SECRET) {
    context.addIssue(SECRET_FORM) // [N5]
  }
  return value
}
