import type { MadeBackupCodes } from '../../../../shared/backup-codes.ts'
import { formatDay, formatMoment } from '../../../messages/moments.ts'
import { saveFile } from '../../../ui/save-file.ts'
import { site } from '../../../wire/site.ts'
import { sheet as say } from './messages.ts'

const PAPER = 'backup-codes-paper'

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
    say.use(useAt, site.needsTwo),
    say.once,
  ]
}

/** Hands the codes to the browser as a text file. */
export function download(lines: readonly string[]): void {
  saveFile('backup-codes.txt', 'text/plain', `${lines.join('\r\n')}\r\n`)
}

/**
 * Prints a page that has only these lines. Phones go on at once, and take the page later, some after they said that it
 * was printed. So the lines stay in it, where only a printer sees them, until `takePaper`.
 */
export function print(lines: readonly string[]): void {
  takePaper()
  const paper = document.createElement('pre')
  paper.className = PAPER
  paper.textContent = lines.join('\n')
  document.body.append(paper)
  window.print()
}

/** Takes what was to be printed out of the page. */
export function takePaper(): void {
  document.querySelector(`.${PAPER}`)?.remove()
}
