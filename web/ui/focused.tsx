import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

/**
 * What takes the place of a button that was pressed. It gets the focus, and with it is read out: words that come
 * together with their live region are not.
 */
export function Focused({ children }: { readonly children: ComponentChildren }) {
  const element = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => element.current?.focus(), [])
  return (
    <div ref={element} tabIndex={-1}>
      {children}
    </div>
  )
}
