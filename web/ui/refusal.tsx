import type { ComponentChildren } from 'preact'
import type { Words } from '../messages/words.ts'
import { LeadLink } from './lead-link.tsx'
import { NeedHelp } from './need-help.tsx'
import { Notice } from './notice.tsx'
import { useTimes } from './use-times.ts'

interface RefusalProps {
  /** Null shows nothing. */
  readonly words: Words | null
  /** The next try is going on, and the words stay meanwhile. If it ends in the same words, they are read out again. */
  readonly busy?: boolean
  /** A link or button that takes the next step. */
  readonly children?: ComponentChildren
}

/** Why something did not work, and what to do next. It is read out at once. */
export function Refusal({ words, busy = false, children }: RefusalProps) {
  const times = useTimes(busy)
  if (!words) return null
  return (
    <Notice tone="bad" live="alert" title={words.sentence} times={times}>
      <p key={times}>{words.next}</p>
      {words.leads && (
        <p>
          <LeadLink to={words.leads} />
        </p>
      )}
      {words.help && <NeedHelp />}
      {children}
    </Notice>
  )
}
