import type { ComponentChildren } from 'preact'
import { useFocusOnChange } from './focus-on-change.ts'

/**
 * What takes the place of a button that was pressed. It gets the focus, and with it is read out: words that come
 * together with their live region are not.
 */
export function Focused({ children }: { readonly children: ComponentChildren }) {
  const element = useFocusOnChange<HTMLDivElement>(null, true)
  return (
    <div ref={element} tabIndex={-1}>
      {children}
    </div>
  )
}
