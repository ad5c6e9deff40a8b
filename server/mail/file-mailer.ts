import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createTransport } from 'nodemailer'
import type { Logger } from 'pino'
import type { Mailer } from './mail.ts'
import { messageOf, type Sender } from './message.ts'

interface FileOptions {
  readonly folder: string
  readonly sender: Sender
  /** For Message-IDs. */
  readonly host: string
  readonly log: Pick<Logger, 'info'>
}

/**
 * Writes each mail into a file of its own that mail programs open, and a line into the log that says where. Nothing is
 * sent: it is for trying Rekey out on localhost.
 */
export function createFileMailer({ folder, sender, host, log }: FileOptions): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  return {
    place: `files in ${folder}`,
    async send(mail) {
      const file = join(resolve(folder), `${timeOf(mail.at)} ${mail.id}.eml`)
      try {
        const { message } = await transport.sendMail(messageOf(mail, sender, host))
        await mkdir(folder, { recursive: true, mode: 0o700 })
        // Under another name first, so that nobody reads half of it.
        await writeFile(`${file}.part`, message, { mode: 0o600 })
        await rename(`${file}.part`, file)
      } catch (err) {
        return { outcome: 'later', why: String((err as NodeJS.ErrnoException).code ?? 'ERROR') }
      }
      log.info({ file }, 'A mail was written into a file.') // [M7]
      return { outcome: 'sent' }
    },
  }
}

/** So that files are listed in the order of the mails. Colons are not allowed everywhere. */
function timeOf(at: number): string {
  return new Date(at).toISOString().replaceAll(':', '-')
}
