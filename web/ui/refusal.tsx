import type { ComponentChildren } from 'preact'
import { support } from '../messages/support.ts'
import type { Words } from '../messages/words.ts'
import { Notice } from './notice.tsx'
import { SupportLink } from './support-link.tsx'

interface RefusalProps {
  /** Null shows nothing. */
  readonly words: Words | null
  /** A link or button that takes the next step. */
  readonly children?: ComponentChildren
}

/** Why something did not work, and what to do next; said at once. */
export function Refusal({ words, children }: RefusalProps) {
  if (!words) return null
  return (
    <Notice tone="bad" live="alert" title={words.sentence}>
      <p>{words.next}</p>
      {words.help && (
        <p>
          {support.question} <SupportLink />
        </p>
      )}
      {children}
    </Notice>
  )
}
