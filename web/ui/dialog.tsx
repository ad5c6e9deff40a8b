import './dialog.css'
import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { Announcer } from './announcer.tsx'

interface DialogProps {
  readonly title: string
  /** Escape was pressed. */
  readonly onClose: () => void
  /** Buttons at the foot; give the safe one `autoFocus`. */
  readonly actions: ComponentChildren
  readonly children?: ComponentChildren
}

/** A modal that is open while it is rendered; the browser takes the focus in, and back when it goes. */
export function Dialog({ title, onClose, actions, children }: DialogProps) {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    // The button that has the focus may be at its end, and people read from its beginning.
    box.current?.scrollTo(0, 0)
    return () => shown?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <div ref={box} class="dialog-box">
        <h2 id={id}>{title}</h2>
        {children}
        <div class="button-row dialog-actions">{actions}</div>
        <Announcer />
      </div>
    </dialog>
  )
}
