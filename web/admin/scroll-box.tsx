import type { ComponentChildren } from 'preact'

interface ScrollBoxProps {
  readonly name: string
  readonly children: ComponentChildren
}

/** Holds a table that may be wider than the screen. With the keyboard it scrolls by the arrow keys. */
export function ScrollBox({ name, children }: ScrollBoxProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section class="scroll-box" aria-label={name} tabIndex={0}>
      {children}
    </section>
  )
}
