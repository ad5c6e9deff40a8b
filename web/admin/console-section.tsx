import type { ComponentChildren } from 'preact'
import type { AdminFigures } from '../../shared/admin.ts'
import { Section } from '../ui/section.tsx'

/** What each section of the console is given. */
export interface FiguresProps {
  readonly figures: AdminFigures
  /** When they came, by this device's clock. */
  readonly at: number
  /** Shown under the heading if the figures are not current. */
  readonly note: string | null
}

interface ConsoleSectionProps {
  /** The id that links within the page lead to. */
  readonly id: string
  readonly heading: string
  readonly note: string | null
  readonly children: ComponentChildren
}

/** A section that says under its heading if its figures are old. */
export function ConsoleSection({ id, heading, note, children }: ConsoleSectionProps) {
  return (
    <div id={id}>
      <Section heading={heading}>
        {note && (
          <p>
            <span class="pill pill-bad">{note}</span>
          </p>
        )}
        {children}
      </Section>
    </div>
  )
}
