import './dialog.css'
import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { Announcer } from './announcer.tsx'

interface DialogProps {
  readonly title: string
  /** Escape was pressed. */
  readonly onClose: () => void
  /** Buttons at the bottom. Give the safe one `autoFocus`. */
  readonly actions: ComponentChildren
  readonly children?: ComponentChildren
}

/** A modal that is open while it is rendered. The browser moves the focus into it, and back when it is removed. */
export function Dialog({ title, onClose, actions, children }: DialogProps) {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    // The button with the focus may be at its end, but people read from its beginning.
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
