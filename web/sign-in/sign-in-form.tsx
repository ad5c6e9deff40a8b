import { useState } from 'preact/hooks'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Form } from '../ui/form.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { TextField } from '../ui/text-field.tsx'
import { signIn } from './messages.ts'
import { type SignedInFromElsewhere, useSignIn } from './use-sign-in.ts'

interface SignInFormProps {
  readonly returnTo: string | null
  /** Another passkey window is open, which would end the browser's suggestions in the textbox. */
  readonly paused: boolean
  readonly fromElsewhere: (signedIn: SignedInFromElsewhere) => void
}

/** The button, and below it a textbox in which browsers suggest the passkeys of this device. */
export function SignInForm({ returnTo, paused, fromElsewhere }: SignInFormProps) {
  const [name, setName] = useState('')
  const { busy, words, begin } = useSignIn(returnTo, paused, fromElsewhere)
  return (
    <Card>
      <Form onSubmit={begin}>
        <Refusal words={words} />
        <Button type="submit" busy={busy} wide>
          {signIn.button}
        </Button>
        <hr />
        <TextField
          label={signIn.name}
          hint={signIn.nameHint}
          autoComplete="username webauthn"
          value={name}
          onInput={setName}
        />
      </Form>
    </Card>
  )
}
