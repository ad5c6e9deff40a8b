import '../../../ui/pin.css'
import { useState } from 'preact/hooks'
import { type VouchCode, type VouchRequest, vouchTranscript } from '../../../../shared/contacts.ts'
import { StepUpDialog } from '../../../owner/step-up-dialog.tsx'
import { AccountName } from '../../../ui/account-name.tsx'
import { Button } from '../../../ui/button.tsx'
import { Focused } from '../../../ui/focused.tsx'
import { Refusal } from '../../../ui/refusal.tsx'
import { useTask } from '../../../ui/use-task.ts'
import { post } from '../../../wire/http.ts'
import { Facts } from './facts.tsx'
import { vouch as say } from './messages.ts'
import { vouchWords } from './refusals.ts'

interface AskedProps {
  readonly secret: string
  readonly asked: VouchRequest
}

/** The dialog with everything that is vouched for, and what comes of each answer. */
export function Asked({ secret, asked }: AskedProps) {
  const { requestId, name } = asked
  const [open, setOpen] = useState(true)
  const [answered, setAnswered] = useState<Omit<VouchCode, 'now'> | 'denied' | null>(null)
  const { busy, words, run } = useTask()
  if (answered === 'denied')
    return (
      <Focused>
        <p>{say.denied}</p>
      </Focused>
    )
  if (answered) return <Code {...answered} name={name} />
  const deny = async () => {
    const answer = await post('/api/vouch/deny', { secret })
    return answer.ok ? null : vouchWords(answer.error)
  }
  return (
    <>
      <p>{say.waiting(name)}</p>
      <Refusal words={words} />
      <div class="button-row">
        <Button onPress={() => setOpen(true)}>{say.look}</Button>
        <Button kind="danger" busy={busy} onPress={() => run(deny, () => setAnswered('denied'))}>
          {say.deny}
        </Button>
      </div>
      {open && (
        <StepUpDialog
          title={say.asked(name)}
          action={{ do: 'vouch', requestId, shown: vouchTranscript(asked) }}
          act={(stepUp) => post('/api/vouch/confirm', { secret, stepUp })}
          wordsOf={vouchWords}
          onDone={({ code, until, now }) => setAnswered({ code, until: Date.now() + (until - now) })}
          onClose={() => setOpen(false)}
          answers={{ no: say.no, yes: say.yes }}
        >
          <p>{say.text}</p>
          <AccountName name={name} />
          <Facts asked={asked} />
          <p>{say.warn}</p>
        </StepUpDialog>
      )}
    </>
  )
}

interface CodeProps extends Omit<VouchCode, 'now'> {
  readonly name: string
}

/** What to read out. `until` is by this device's clock. */
function Code({ code, until, name }: CodeProps) {
  return (
    <Focused>
      <AccountName name={name} />
      <p>{say.code}</p>
      <p class="pin" translate={false}>
        {code.replace(/^(\d{4})/, '$1 ')}
      </p>
      <p>{say.until(until)}</p>
      <p class="soft below">{say.next}</p>
    </Focused>
  )
}
