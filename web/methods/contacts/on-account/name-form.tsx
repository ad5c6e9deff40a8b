import { useState } from 'preact/hooks'
import type { SectionProps } from '../../../owner/section-props.ts'
import { Button } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { PrepareOnIntent } from '../../../ui/prepare-on-intent.tsx'
import { Refusal } from '../../../ui/refusal.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useTask } from '../../../ui/use-task.ts'
import { useStepUp } from '../../../webauthn/use-step-up.ts'
import { post } from '../../../wire/http.ts'
import { contactWords } from '../refusals.ts'
import { onAccount as say } from './messages.ts'

/** Names somebody. What it says afterwards is the same whether anybody has the name or not. */
export function NameForm({ onDone }: Pick<SectionProps, 'onDone'>) {
  const [typed, setTyped] = useState('')
  const { busy, words, run } = useTask()
  const name = typed.trim()
  const { prepare, confirm } = useStepUp({ do: 'name-contact', name }, contactWords)
  const ask = () => confirm((stepUp) => post('/api/contacts/name', { name, stepUp }))
  const done = () => {
    setTyped('')
    onDone(say.sent(name))
  }
  return (
    <Form onSubmit={() => name !== '' && void run(ask, done)}>
      <TextField label={say.field} hint={say.hint} value={typed} onInput={setTyped} />
      <Refusal words={words} />
      <PrepareOnIntent prepare={prepare}>
        <Button kind="secondary" type="submit" busy={busy} blocked={name === ''}>
          {say.ask}
        </Button>
      </PrepareOnIntent>
    </Form>
  )
}
