import type { ComponentChildren } from 'preact'

interface PrepareOnIntentProps {
  readonly prepare: () => void
  readonly children: ComponentChildren
}

/** Prepares when a pointer or the focus comes to what it holds, a moment before the press. */
export function PrepareOnIntent({ prepare, children }: PrepareOnIntentProps) {
  return (
    <div onPointerEnter={prepare} onFocusCapture={prepare}>
      {children}
    </div>
  )
}
