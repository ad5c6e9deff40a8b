import type { MadeBackupCodes } from '../../../../shared/backup-codes.ts'
import { formatDay, formatMoment } from '../../../messages/moments.ts'
import { saveFile } from '../../../ui/save-file.ts'
import { site } from '../../../wire/site.ts'
import { sheet as say } from './messages.ts'

/** Where a code is used. */
export const useAt = `${site.publicUrl}/backup-code`

/** What stands on the paper and in the file, line by line. */
export function sheetLines(name: string, { codes, countsFrom }: MadeBackupCodes): readonly string[] {
  return [
    say.title(site.name),
    say.account(name),
    countsFrom === null ? say.made(formatDay(Date.now())) : say.works(formatMoment(countsFrom)),
    '',
    ...codes,
    '',
    say.use(useAt),
    say.once,
  ]
}

/** Hands the codes to the browser as a text file. */
export function download(lines: readonly string[]): void {
  saveFile('backup-codes.txt', 'text/plain', `${lines.join('\r\n')}\r\n`)
}

/** Prints a page that has only these lines. They leave the page again when it was printed. */
export function print(lines: readonly string[]): void {
  const paper = document.createElement('pre')
  paper.className = 'backup-codes-paper'
  paper.textContent = lines.join('\n')
  document.body.append(paper)
  try {
    window.print()
  } finally {
    paper.remove()
  }
}
