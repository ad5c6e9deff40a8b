import type { ComponentChildren } from 'preact'

interface PrepareOnIntentProps {
  readonly prepare: () => void
  readonly children: ComponentChildren
}

/** Prepares when a pointer or the focus reaches its content, a moment before the press. */
export function PrepareOnIntent({ prepare, children }: PrepareOnIntentProps) {
  return (
    <div onPointerEnter={prepare} onFocusCapture={prepare}>
      {children}
    </div>
  )
}
