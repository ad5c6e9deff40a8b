import './fold.css'
import type { ComponentChildren } from 'preact'

interface FoldProps {
  readonly summary: string
  readonly open?: boolean
  readonly children: ComponentChildren
}

/** Something that only some people need: one line that unfolds. */
export function Fold({ summary, open = false, children }: FoldProps) {
  return (
    <details class="fold" open={open}>
      <summary>{summary}</summary>
      <div class="fold-body">{children}</div>
    </details>
  )
}
