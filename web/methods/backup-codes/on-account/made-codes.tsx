import './backup-codes.css'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { MadeBackupCodes } from '../../../../shared/backup-codes.ts'
import { announce } from '../../../ui/announcer.tsx'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { post } from '../../../wire/http.ts'
import { making as say } from './messages.ts'
import { download, print, sheetLines, takePaper, useAt } from './sheet.ts'

interface MadeCodesProps {
  /** Of the account. */
  readonly name: string
  readonly made: MadeBackupCodes
  readonly onClose: () => void
}

/**
 * Shows the codes, this once. They are held nowhere else, so the dialog closes only when the person says that they have
 * saved them.
 */
export function MadeCodes({ name, made, onClose }: MadeCodesProps) {
  const [saved, setSaved] = useState(false)
  const [busy, setBusy] = useState(false)
  const list = useRef<HTMLOListElement>(null)
  const lines = sheetLines(name, made)

  useLayoutEffect(() => {
    list.current?.focus()
    announce(say.made)
    return takePaper
  }, [])

  async function close() {
    setBusy(true)
    // It only says so on the account page. The codes work whether it is noted or not.
    await post('/api/backup-codes/saved', { setId: made.setId })
    onClose()
  }

  return (
    <Dialog
      title={say.shownTitle}
      staysBecause={saved ? null : say.saveFirst}
      onClose={() => void close()}
      actions={
        <Button blocked={!saved} busy={busy} describedBy="backup-codes-first" onPress={() => void close()}>
          {say.close}
        </Button>
      }
    >
      <p>{made.countsFrom === null ? say.now : say.from(made.countsFrom)}</p>
      <ol ref={list} class="backup-codes" aria-label={say.list} tabIndex={-1} translate={false}>
        {made.codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div class="button-row backup-codes-ways">
        <CopyButton text={lines.join('\n')} onRefused={() => list.current && select(list.current)}>
          {say.copy}
        </CopyButton>
        <Button kind="secondary" onPress={() => download(lines)}>
          {say.download}
        </Button>
        <Button kind="secondary" onPress={() => print(lines)}>
          {say.print}
        </Button>
      </div>
      <p class="soft">{say.use(useAt)}</p>
      <Checkbox label={say.saved} checked={saved} onChange={setSaved} />
      <p id="backup-codes-first" class="soft">
        {saved ? '' : say.saveFirst}
      </p>
    </Dialog>
  )
}

function select(element: HTMLElement): void {
  getSelection()?.selectAllChildren(element)
}
