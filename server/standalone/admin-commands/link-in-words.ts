import type { SqlStores } from '../../stores/sql/open-sql.ts'
import type { Config } from '../config/config.ts'

type MadeLink = Awaited<ReturnType<SqlStores['operatorLinks']['make']>>

interface LinkFor {
  readonly link: MadeLink
  readonly name: string
  /** What the new passkey may do at first. */
  readonly atFirst: string
}

/** The link and what its operator has to know: what it can do, until when, how to void it, and what its owner sees. */
export function linkInWords({ link, name, atFirst }: LinkFor, { publicUrl }: Config): string {
  const command = (what: string) => `npm run admin -- ${what} ${shellWord(name)}`
  return [
    `Whoever has this link can make one passkey for “${name}” and sign in with it. It works once, until ${inUtc(link.until)}:`,
    // The fragment keeps the secret out of logs.
    `${publicUrl}/recover#${link.secret}`,
    'Give it only to the person whose account it is, in a way that nobody else can read, and clear it from this screen.',
    `What follows: ${atFirst} Anyone who is signed in to the account is told within two seconds, and again when the link is used.`,
    `To void the link before it is used: ${command('void-link')}`,
    `To undo what came of it, for 7 days: ${command('undo-recovery')}`,
  ].join('\n')
}

function inUtc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

/** A name as a shell takes it for one word. */
export function shellWord(name: string): string {
  if (/^[\p{L}\p{N}_.@][\p{L}\p{N}_.@-]*$/u.test(name)) return name
  return `${name.startsWith('-') ? '-- ' : ''}'${name.replaceAll("'", `'\\''`)}'`
}
