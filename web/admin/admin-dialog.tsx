import type { ComponentChildren } from 'preact'
import { useContext, useState } from 'preact/hooks'
import type { Words } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Tries } from '../ui/form.tsx'
import { Notice } from '../ui/notice.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { reopening } from './messages/console.ts'
import { Reopening, useEnter } from './reopening.ts'

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

/**
 * What an admin is about to do, with what they have to read or write before. If the console has closed meanwhile, it is
 * opened again first.
 */
export function AdminDialog(props: AdminDialogProps) {
  const { title, say, danger = false, busy, words, onAct, onClose, children } = props
  const knock = useContext(Reopening)
  const entering = useEnter(knock)
  const [tries, setTries] = useState(0)
  const act = () => {
    onAct()
    setTries(tries + 1)
  }
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button kind="secondary" onPress={onClose}>
            {say.cancel}
          </Button>
          {knock ? (
            <Button busy={entering.busy} onPress={entering.enter}>
              {reopening.open}
            </Button>
          ) : (
            <Button kind={danger ? 'danger' : 'primary'} busy={busy} onPress={act}>
              {say.act}
            </Button>
          )}
        </>
      }
    >
      <Tries.Provider value={tries}>{children}</Tries.Provider>
      {knock && (
        <Notice live="status" title={reopening.closed}>
          <p>{reopening.next}</p>
        </Notice>
      )}
      <Refusal words={knock ? entering.words : words} />
    </Dialog>
  )
}
