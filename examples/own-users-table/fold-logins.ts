import { createInterface } from 'node:readline'
import { foldName } from '../../server/names/fold-name.ts'

// Reads logins from standard input, one a line, and prints the SQL that fills `login_folded`.
const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`

for await (const login of createInterface({ input: process.stdin })) {
  process.stdout.write(
    `update users set login_folded = ${quoted(foldName(login))} where login = ${quoted(login)};\n`,
  )
}
