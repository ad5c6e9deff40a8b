import { useState } from 'preact/hooks'
import { codes, nameFirst as say } from '../messages/lost-passkey.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { TextField } from '../ui/text-field.tsx'
import { keptName } from './kept-name.ts'
import type { RequestingPage } from './requesting-page.ts'

/** The account name before any new code, because the last one was used with two accounts. */
export function NameScreen({ page }: { readonly page: RequestingPage }) {
  const [name, setName] = useState(keptName() ?? '')
  return (
    <Card>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim()) page.startAgain(name.trim())
        }}
      >
        <p>{say.text}</p>
        <TextField
          label={codes.accountName}
          autoComplete="username"
          maxLength={64}
          value={name}
          onInput={setName}
        />
        <Button type="submit" wide>
          {say.go}
        </Button>
      </form>
    </Card>
  )
}
