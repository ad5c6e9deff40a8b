import { useState } from 'preact/hooks'
import { codes } from '../messages/lost-passkey.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/text-field.tsx'
import { keptName } from './kept-name.ts'
import type { RequestingPage } from './requesting-page.ts'

interface NameFormProps {
  readonly page: RequestingPage
  /** The name was sent, and the answer is on its way. */
  readonly asking: boolean
  readonly go: string
  readonly hint?: string
  readonly error?: string | null
}

/** Asks for the account name, and for a code that works for that account only. */
export function NameForm({ page, asking, go, hint, error = null }: NameFormProps) {
  const [name, setName] = useState(keptName() ?? '')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() && !asking) page.startAgain(name.trim())
      }}
    >
      <TextField
        label={codes.accountName}
        hint={hint}
        error={error}
        autoComplete="username"
        value={name}
        onInput={setName}
      />
      <Button type="submit" wide busy={asking} blocked={name.trim() === ''}>
        {go}
      </Button>
    </form>
  )
}
