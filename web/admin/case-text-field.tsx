import { problemOfText, type SHORTEST_TEXT } from '../../shared/assisted.ts'
import { TextField } from '../ui/text-field.tsx'
import { cases as say } from './messages/cases.ts'

interface CaseTextFieldProps {
  readonly of: keyof typeof SHORTEST_TEXT
  readonly label: string
  readonly hint: string
  readonly value: string
  readonly onInput: (value: string) => void
  /** Somebody tried to go on, so what is wrong with it is said. */
  readonly tried: boolean
}

/** What a supporter writes down. */
export function CaseTextField({ of, tried, ...field }: CaseTextFieldProps) {
  const problem = problemOfText(field.value, of)
  return <TextField {...field} error={tried && problem ? say.problems[problem](of) : null} />
}
