import './fold.css'
import type { ComponentChildren } from 'preact'

interface FoldProps {
  readonly summary: string
  readonly open?: boolean
  /** It was unfolded. */
  readonly onOpen?: () => void
  readonly children: ComponentChildren
}

/** Something that only some people need: one line that unfolds. */
export function Fold({ summary, open = false, onOpen, children }: FoldProps) {
  return (
    <details class="fold" open={open} onToggle={(event) => event.currentTarget.open && onOpen?.()}>
      <summary>{summary}</summary>
      <div class="fold-body">{children}</div>
    </details>
  )
}
