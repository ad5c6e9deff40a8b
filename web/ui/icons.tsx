import type { ComponentChildren } from 'preact'
import { LineDrawing } from './line-drawing.tsx'

function Icon({ children }: { readonly children: ComponentChildren }) {
  return (
    <LineDrawing size={24} line={2}>
      {children}
    </LineDrawing>
  )
}

/** A circle with an i. Like every icon here it only decorates: the words beside it say the same. */
export const InfoIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 11v5m0-8.5v.1" />
  </Icon>
)

/** A circle with a tick. */
export const GoodIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="9" />
    <path d="m8 12.4 2.8 2.8L16 9.6" />
  </Icon>
)

/** A triangle with an exclamation mark. */
export const WarnIcon = () => (
  <Icon>
    <path d="M12 3.5 21.5 20h-19L12 3.5zM12 10v4.5m0 2.6v.1" />
  </Icon>
)
