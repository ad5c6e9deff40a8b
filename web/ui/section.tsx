import './card.css'
import './section.css'
import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

interface SectionProps {
  readonly heading: string
  /** By which links of the page lead to it. */
  readonly name?: string
  readonly intro?: string
  readonly children: ComponentChildren
}

/** One part of a page under its heading. */
export function Section({ heading, name, intro, children }: SectionProps) {
  const id = useId()
  return (
    <section id={name} class="card section" aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      {intro && <p class="soft">{intro}</p>}
      {children}
    </section>
  )
}
