import type { ComponentChild } from 'preact'
import { useState } from 'preact/hooks'
import { problemOfText, type SHORTEST_TEXT } from '../../shared/assisted.ts'
import { TextField } from '../ui/text-field.tsx'
import { cases as say } from './messages/cases.ts'

interface CaseText {
  readonly text: string
  readonly field: ComponentChild
  /** Whether it can be sent. If not, the field says why from now on. */
  readonly isFit: () => boolean
}

/** What a supporter writes down. */
export function useCaseText(
  of: keyof typeof SHORTEST_TEXT,
  { label, hint }: { readonly label: string; readonly hint: string },
): CaseText {
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  const problem = problemOfText(text, of)
  return {
    text,
    field: (
      <TextField
        label={label}
        hint={hint}
        error={tried && problem ? say.problems[problem](of) : null}
        value={text}
        onInput={setText}
      />
    ),
    isFit() {
      setTried(true)
      return problem === null
    },
  }
}
