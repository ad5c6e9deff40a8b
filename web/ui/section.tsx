import './card.css'
import './section.css'
import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

interface SectionProps {
  readonly heading: string
  readonly intro?: string
  readonly children: ComponentChildren
}

/** One part of a page under its heading. */
export function Section({ heading, intro, children }: SectionProps) {
  const id = useId()
  return (
    <section class="card section" aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      {intro && <p class="soft">{intro}</p>}
      {children}
    </section>
  )
}
