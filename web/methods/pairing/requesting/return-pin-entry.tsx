import { useEffect, useRef, useState } from 'preact/hooks'
import type { RequestingView } from '../../../../shared/pairing-view.ts'
import { parseReturnPin, RETURN_PIN_LENGTH, returnPinDigits } from '../../../../shared/pins.ts'
import { errorWords } from '../../../messages/errors.ts'
import { Countdown } from '../../../ui/countdown.tsx'
import { Fold } from '../../../ui/fold.tsx'
import { Form } from '../../../ui/form.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useNow } from '../../../ui/use-now.ts'
import { dualReasonWords } from '../messages.ts'
import { claimed as say } from './messages/later.ts'
import type { ReceivedView } from './page-state.ts'
import type { RequestingPage } from './requesting-page.ts'

interface ReturnPinEntryProps {
  readonly received: ReceivedView
  readonly due: NonNullable<RequestingView['returnPin']>
  readonly page: RequestingPage
}

/** Whether one key at the end changed the text. Anything else was pasted or filled in. */
function isOneKey(before: string, after: string): boolean {
  const goesOn = after.startsWith(before) || before.startsWith(after)
  return goesOn && Math.abs(after.length - before.length) <= 1
}

/** The PIN from the other device, sent as soon as its last digit is there. */
export function ReturnPinEntry({ received, due, page }: ReturnPinEntryProps) {
  const [typed, setTyped] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [checking, setChecking] = useState<string | null>(null)
  const box = useRef<HTMLInputElement>(null)
  // The PIN is not valid longer than the claim.
  const endsAt = received.wall + Math.min(due.leftMs, received.view.leftMs)
  const over = useNow(1000) >= endsAt

  // It gets the focus at once: label and hint say the same as the heading, and the person already has the PIN.
  useEffect(() => box.current?.focus(), [])

  /** Text that is no PIN costs no try. It gets an answer when it seems complete: after a paste, or at Enter. */
  const complain = (value: string) => {
    const digits = returnPinDigits(value)
    if (digits === null) setError(say.malformed)
    else if (digits < RETURN_PIN_LENGTH) setError(say.tooShort(digits))
  }

  async function type(value: string): Promise<void> {
    const pasted = value !== '' && !isOneKey(typed, value)
    setTyped(value)
    setError(null)
    const pin = parseReturnPin(value)
    if (!pin && (pasted || returnPinDigits(value) === null)) complain(value)
    // A digit too many, typed and deleted on a slow line, would send the same PIN again, and a wrong one costs a try each time.
    if (!pin || pin === checking) return
    setChecking(pin)
    const answer = await page.send('return-pin', { pin })
    setChecking((newest) => (newest === pin ? null : newest))
    if (answer.ok) return
    setTyped('')
    const words = errorWords(answer.error)
    setError(
      answer.error.code === 'return_pin_wrong'
        ? say.wrong(due.triesLeft - 1)
        : `${words.sentence} ${words.next}`,
    )
  }

  return (
    <>
      <Form onSubmit={() => complain(typed)}>
        <TextField
          label={say.returnPin}
          hint={say.returnPinHint}
          error={error}
          inputMode="numeric"
          autoComplete="off"
          code
          inputRef={box}
          value={typed}
          onBlur={() => typed && complain(typed)}
          onInput={(value) => void type(value)}
        />
      </Form>
      <div role="status">{checking && <p class="soft">{say.checking}</p>}</div>
      <p class="soft">{over ? say.returnPinOver : <Countdown endsAt={endsAt} words={say.returnPinLeft} />}</p>
      <Fold summary={say.why} open>
        <p>{say.whyIntro}</p>
        <ul>
          {received.view.reasons.map((reason) => (
            <li key={reason}>{dualReasonWords[reason]}</li>
          ))}
        </ul>
      </Fold>
    </>
  )
}
