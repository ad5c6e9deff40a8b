import type { ComponentChildren } from 'preact'
import type { Words } from '../messages/words.ts'
import { NeedHelp } from './need-help.tsx'
import { Notice } from './notice.tsx'

interface RefusalProps {
  /** Null shows nothing. */
  readonly words: Words | null
  /** A link or button that takes the next step. */
  readonly children?: ComponentChildren
}

/** Why something did not work, and what to do next. It is read out at once. */
export function Refusal({ words, children }: RefusalProps) {
  if (!words) return null
  return (
    <Notice tone="bad" live="alert" title={words.sentence}>
      <p>{words.next}</p>
      {words.help && <NeedHelp />}
      {children}
    </Notice>
  )
}
