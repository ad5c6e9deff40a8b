import { join } from 'node:path'
import type { Logger } from 'pino'
import { createFileMailer } from '../mail/file-mailer.ts'
import type { Mailer } from '../mail/mail.ts'
import { createSmtpMailer } from '../mail/smtp-mailer.ts'
import type { Config } from './config/config.ts'

/** What the settings say of mail; null if there is none. Connects to nothing yet. */
export function openMailer(
  { mail: { way, sender }, publicUrl, dataDir }: Config,
  log: Logger,
): Mailer | null {
  const host = new URL(publicUrl).hostname
  if (way === 'off' || way === 'no-server') return null
  if (way === 'file') return createFileMailer({ folder: join(dataDir, 'mail'), sender, host, log })
  return createSmtpMailer({ server: way.smtp, sender, host })
}
