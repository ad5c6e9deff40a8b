import { join } from 'node:path'
import type { Config } from './config/config.ts'
import { sendsMail } from './config/mail-variables.ts'

/** What the terminal shows once the server answers. */
export function welcome(config: Config): string {
  const { publicUrl, databaseUrl, redisUrl } = config
  const lines = [
    `Rekey is ready at ${publicUrl}`,
    `Stores: ${storesInUse(config)}.`,
    mailInUse(config),
    emailRecoveryInUse(config),
  ]
  if (!databaseUrl || !redisUrl) {
    const missing = [databaseUrl ? '' : 'DATABASE_URL', redisUrl ? '' : 'REDIS_URL and SECRET'].filter(
      Boolean,
    )
    lines.push(
      `To run more than one process or machine, set ${missing.join(', ')}; "npm start -- --help" has the details.`,
    )
  }
  return lines.join('\n')
}

/** The stores in words, without a host or password. */
export function storesInUse({ databaseUrl, redisUrl, dataDir }: Config): string {
  const sql = databaseUrl ? 'accounts in PostgreSQL' : `accounts in SQLite under ${dataDir}`
  return `${sql}; pairings ${redisUrl ? 'in Redis' : "in this process's memory"}`
}

/** Where mail goes, in a sentence without a password. */
export function mailInUse({ mail: { way, sender }, dataDir }: Config): string {
  if (typeof way === 'object') return `Mail: sent by ${way.smtp.host}, from ${sender.address}.`
  switch (way) {
    case 'file':
      return `Mail: written into files under ${join(dataDir, 'mail')}, and not sent.`
    case 'off':
      return 'Mail: none, because MAIL is off.'
    case 'no-server':
      return 'Mail: none, because SMTP_URL is not set; without it, nobody can use an e-mail address.' // [M15]
    default:
      return way satisfies never
  }
}

/** Whether people can get back in by e-mail, and if not, why. */
export function emailRecoveryInUse({ mail, methods }: Config): string {
  if (methods.email !== 'off') return 'Recovery by e-mail: on, for accounts with a confirmed address.' // [E1]
  const why = sendsMail(mail) ? 'EMAIL_RECOVERY is off' : 'there is no mail'
  return `Recovery by e-mail: off, because ${why}.`
}

/** What a deployment on https should not run with, or nothing. */
export function embeddedWarning({ secure, redisUrl }: Config): readonly string[] {
  if (!secure || redisUrl) return []
  return [
    'Pairings and limits are in the memory of this process: one process only, and a restart ends what is under way. ' +
      'Set REDIS_URL and SECRET before more than one process serves this site.',
  ]
}

/** Odd versions, up to 25, get fixes for half a year only. */
const OUT_OF_CARE = [21, 23, 25]

/** A version of Node without security fixes still runs Rekey, with a warning. */
export function nodeWarning(version: string): readonly string[] {
  const [major = ''] = version.split('.')
  if (Number(major) > 20 && !OUT_OF_CARE.includes(Number(major))) return []
  return [`Node ${major} gets no security fixes any more. Install Node 24.`]
}

/** We don't speak TLS. If pages are opened over https, there is a proxy in front, and it must be configured. */
export function proxyWarning({ secure, trustProxy }: Config): readonly string[] {
  if (!secure || trustProxy !== 0) return []
  return [
    'PUBLIC_URL is https, so a proxy stands in front, and TRUST_PROXY names none: everyone seems to come from the ' +
      'proxy, and all share the limits of one network. Set TRUST_PROXY to the number of proxies, or to their addresses.',
  ]
}
