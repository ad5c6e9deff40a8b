import type { ComponentChildren } from 'preact'

interface LineDrawingProps {
  /** Units of its square, and its size in pixels where no style says otherwise. */
  readonly size: 24 | 48
  /** Width of its lines, in the same units. */
  readonly line: number
  readonly class?: string
  readonly children: ComponentChildren
}

/** A drawing in lines of the text's colour. It only decorates: the words beside it must say the same. */
export function LineDrawing({ size, line, class: name, children }: LineDrawingProps) {
  return (
    <svg
      class={name}
      aria-hidden="true"
      viewBox={`0 0 ${size} ${size}`}
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      stroke-width={line}
      stroke-linecap="round"
      stroke-linejoin="round"
    >
      {children}
    </svg>
  )
}
