import type { ComponentChildren } from 'preact'
import type { AdminFigures } from '../../shared/admin.ts'
import { Section } from '../ui/section.tsx'

/** What each section of the console is given. */
export interface FiguresProps {
  readonly figures: AdminFigures
  /** When they came, by this device's clock. */
  readonly at: number
  /** Said under the heading when the figures are not of now. */
  readonly note: string | null
}

interface ConsoleSectionProps {
  /** Where links within the page lead. */
  readonly id: string
  readonly heading: string
  readonly note: string | null
  readonly children: ComponentChildren
}

/** A section that says under its heading when its figures are old. */
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
