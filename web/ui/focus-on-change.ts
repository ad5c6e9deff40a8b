import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

/** No key is this. */
const NOTHING = Symbol('nothing')

/**
 * Moves the focus to the element when `key` changes after the first render, or at once, so that a screen reader says where the
 * page has gone. Give the element `tabIndex={-1}`.
 */
export function useFocusOnChange<Element extends HTMLElement>(
  key: unknown,
  atOnce = false,
): RefObject<Element | null> {
  const element = useRef<Element>(null)
  const shown = useRef(atOnce ? NOTHING : key)
  useLayoutEffect(() => {
    if (shown.current === key) return
    shown.current = key
    element.current?.focus()
  }, [key])
  return element
}
