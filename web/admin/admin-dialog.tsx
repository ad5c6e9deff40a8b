import type { ComponentChildren } from 'preact'
import type { Words } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Refusal } from '../ui/refusal.tsx'

interface AdminDialogProps {
  readonly title: string
  /** What the two buttons say. */
  readonly say: { readonly cancel: string; readonly act: string }
  readonly danger?: boolean
  readonly busy: boolean
  /** Why it was not done. */
  readonly words: Words | null
  readonly onAct: () => void
  readonly onClose: () => void
  readonly children: ComponentChildren
}

/** What an admin is about to do, with what they have to read or write before. */
export function AdminDialog(props: AdminDialogProps) {
  const { title, say, danger = false, busy, words, onAct, onClose, children } = props
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button kind="secondary" onPress={onClose}>
            {say.cancel}
          </Button>
          <Button kind={danger ? 'danger' : 'primary'} busy={busy} onPress={onAct}>
            {say.act}
          </Button>
        </>
      }
    >
      {children}
      <Refusal words={words} />
    </Dialog>
  )
}
