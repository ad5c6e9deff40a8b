import { useEffect, useState } from 'preact/hooks'
import type { LinkedRecovery } from '../../shared/pause-link.ts'
import { errorWords } from '../messages/errors.ts'
import { linkMissing } from '../messages/link-missing.ts'
import type { Words } from '../messages/words.ts'
import { AccountName } from '../ui/account-name.tsx'
import { Button } from '../ui/button.tsx'
import { focusIfLost } from '../ui/focus-if-lost.ts'
import { Focused } from '../ui/focused.tsx'
import { LeadLink } from '../ui/lead-link.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageShell } from '../ui/page-shell.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { TryAgain } from '../ui/try-again.tsx'
import { useTask } from '../ui/use-task.ts'
import { post } from '../wire/http.ts'
import type { PageError, Result } from '../wire/page-error.ts'
import { site } from '../wire/site.ts'
import { invalid, nothingWords, pauseLink as say } from './messages.ts'
import { NextSteps } from './next-steps.tsx'

interface PausePageProps {
  /** Of the link. Null if the address had none. */
  readonly secret: string | null
}

/** What the link of a notice opens: who wants to get in, and the button that pauses it. */
export function PausePage({ secret }: PausePageProps) {
  const [done, setDone] = useState(false)
  return (
    // What takes the place of the button gets the focus, and not the heading.
    <PageShell heading={done ? say.done : say.heading} step={say.heading}>
      {secret ? <Looking secret={secret} onPaused={() => setDone(true)} /> : <Refusal words={linkMissing} />}
    </PageShell>
  )
}

interface LookingProps {
  readonly secret: string
  readonly onPaused: () => void
}

function Looking({ secret, onPaused }: LookingProps) {
  const [looked, setLooked] = useState<Result<LinkedRecovery> | null>(null)
  const look = async () => setLooked(await post('/api/pause-link/look', { secret }))
  useEffect(() => void look(), [secret])
  if (!looked) return <p>{say.loading}</p>
  if (looked.ok) return <Found secret={secret} recovery={looked.body} onPaused={onPaused} onOther={look} />
  const words = wordsOf(looked.error)
  return (
    <>
      {words === invalid ? <Refusal words={words} /> : <TryAgain words={words} look={look} />}
      <NextSteps state={null} />
    </>
  )
}

interface FoundProps extends LookingProps {
  readonly recovery: LinkedRecovery
  /** Nothing was paused, so the recovery isn't any more where this page shows it. */
  readonly onOther: () => Promise<void>
}

function Found({ secret, recovery, onPaused, onOther }: FoundProps) {
  const { name, device, network, place, startedAt, state, until, does } = recovery
  const { busy, words, run } = useTask()
  const [paused, setPaused] = useState<{ readonly until: number | null } | null>(null)
  async function pause(): Promise<Words | null> {
    const answer = await post('/api/pause-link/press', { secret })
    if (answer.ok && answer.body.outcome === 'paused') {
      setPaused(answer.body)
      onPaused()
    } else if (answer.ok || answer.error.code === 'code_invalid') await onOther()
    else return wordsOf(answer.error)
    return null
  }
  if (paused) {
    return (
      <>
        <Focused>
          <Notice tone="good" title={say.paused(paused.until)} />
        </Focused>
        <NextSteps state="paused" />
      </>
    )
  }
  const who = (
    <>
      <p>{say.account(site.name)}</p>
      <AccountName name={name} />
      <p>{say.from(device, network, place, startedAt)}</p>
    </>
  )
  if (does === 'nothing') {
    return (
      <>
        <Nothing state={state} until={until} />
        {who}
        <NextSteps state={state} />
      </>
    )
  }
  return (
    <>
      {who}
      <p>{say.until(state, until)}</p>
      <Refusal words={words} />
      <Button wide busy={busy} onPress={() => void run(pause, focusIfLost)}>
        {say.button}
      </Button>
      <p class="soft below">{say.once}</p>
      <NextSteps state={state} />
    </>
  )
}

/** Why there is no button. That a passkey was made is no good news to whoever did not make it. */
function Nothing({ state, until }: Pick<LinkedRecovery, 'state' | 'until'>) {
  const { sentence, next, leads } = nothingWords({ state, until })
  return (
    <Notice tone={state === 'registered' || state === 'done' ? 'bad' : 'info'} live="status" title={sentence}>
      <p>
        {next} {leads && <LeadLink to={leads} />}
      </p>
    </Notice>
  )
}

function wordsOf(error: PageError): Words {
  return error.code === 'code_invalid' ? invalid : errorWords(error)
}
