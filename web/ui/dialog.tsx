import './dialog.css'
import type { ComponentChildren } from 'preact'
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Announcer, announce } from './announcer.tsx'
import { Notice } from './notice.tsx'

interface DialogProps {
  readonly title: string
  /** Escape was pressed. */
  readonly onClose: () => void
  /** Why it can't be closed by Escape. Who tries is told. */
  readonly staysBecause?: string | null
  /** Buttons at the bottom. Give the safe one `autoFocus`. */
  readonly actions: ComponentChildren
  readonly children?: ComponentChildren
}

/** In a fold that is closed a modal isn't drawn, and still keeps the whole page from answering. */
function unfoldAround(element: HTMLElement | null): void {
  for (let fold = element?.closest('details'); fold; fold = fold.parentElement?.closest('details'))
    fold.open = true
}

/** A modal that is open while it is rendered. The browser moves the focus into it, and back when it is removed. */
export function Dialog({ title, onClose, staysBecause = null, actions, children }: DialogProps) {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const reason = useRef<HTMLDivElement>(null)
  const [escapes, setEscapes] = useState(0)
  useLayoutEffect(() => {
    const shown = dialog.current
    unfoldAround(shown)
    shown?.showModal()
    // The button with the focus may be at its end, but people read from its beginning.
    box.current?.scrollTo(0, 0)
    return () => shown?.close()
  }, [])
  useEffect(() => reason.current?.scrollIntoView({ block: 'nearest' }), [escapes])

  function leave() {
    if (staysBecause === null) return onClose()
    announce(staysBecause)
    setEscapes(escapes + 1)
  }

  // A second Escape closes it although the event was prevented: the browser lets no page hold anybody. Left like that, it
  // would still be seen, and the focus would be behind it.
  function comeBack() {
    dialog.current?.showModal()
    reason.current?.scrollIntoView({ block: 'nearest' })
  }

  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        leave()
      }}
      onClose={comeBack}
    >
      <div ref={box} class="dialog-box">
        <h2 id={id}>{title}</h2>
        {children}
        {escapes > 0 && staysBecause && (
          <div ref={reason}>
            <Notice tone="warn" title={staysBecause} />
          </div>
        )}
        <div class="button-row dialog-actions">{actions}</div>
        <Announcer />
      </div>
    </dialog>
  )
}
