import { useEffect, useState } from 'preact/hooks'
import type { LinkedRecovery } from '../../shared/pause-link.ts'
import { errorWords } from '../messages/errors.ts'
import type { Words } from '../messages/words.ts'
import { AccountName } from '../ui/account-name.tsx'
import { Button } from '../ui/button.tsx'
import { NeedHelp } from '../ui/need-help.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageShell } from '../ui/page-shell.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { useTask } from '../ui/use-task.ts'
import { post } from '../wire/http.ts'
import type { PageError, Result } from '../wire/page-error.ts'
import { site } from '../wire/site.ts'
import { invalid, missing, pauseLink as say } from './messages.ts'

interface PausePageProps {
  /** Of the link. Null if the address had none. */
  readonly secret: string | null
}

/** What the link of a notice opens: who wants to get in, and the button that pauses it. */
export function PausePage({ secret }: PausePageProps) {
  return (
    <PageShell heading={say.heading}>
      {secret ? <Looking secret={secret} /> : <Refusal words={missing} />}
    </PageShell>
  )
}

function Looking({ secret }: { readonly secret: string }) {
  const [looked, setLooked] = useState<Result<LinkedRecovery> | null>(null)
  const look = async () => {
    setLooked(null)
    setLooked(await post('/api/pause-link/look', { secret }))
  }
  useEffect(() => void look(), [secret])
  if (!looked) return <p>{say.loading}</p>
  if (looked.ok) return <Found secret={secret} recovery={looked.body} />
  return (
    <Refusal words={wordsOf(looked.error)}>
      {looked.error.code !== 'code_invalid' && <Button onPress={() => void look()}>{say.tryAgain}</Button>}
    </Refusal>
  )
}

interface FoundProps {
  readonly secret: string
  readonly recovery: LinkedRecovery
}

function Found({ secret, recovery }: FoundProps) {
  const { name, device, network, place, startedAt, until, does } = recovery
  const { busy, words, run } = useTask()
  const [done, setDone] = useState<{ readonly until: number | null } | 'nothing' | null>(null)
  async function pause(): Promise<Words | null> {
    const answer = await post('/api/pause-link/press', { secret })
    if (!answer.ok) return wordsOf(answer.error)
    setDone(answer.body.outcome === 'paused' ? { until: answer.body.until } : 'nothing')
    return null
  }
  if (done === 'nothing' || (done === null && does === 'nothing')) return <p>{say.nothing}</p>
  if (done) {
    return (
      <>
        <Notice tone="good" live="status" title={say.paused(done.until)} />
        <p>{say.next}</p>
        <p>
          {say.noDevice} <a href="/lost-passkey">{say.lost}</a>
        </p>
        <NeedHelp />
      </>
    )
  }
  return (
    <>
      <p>{say.account(site.name)}</p>
      <AccountName name={name} />
      <p>{say.from(device, network, place, startedAt)}</p>
      <p>{say.until(until)}</p>
      <Refusal words={words} />
      <Button wide busy={busy} onPress={() => void run(pause)}>
        {say.button}
      </Button>
      <p class="soft below">{say.once}</p>
    </>
  )
}

function wordsOf(error: PageError): Words {
  return error.code === 'code_invalid' ? invalid : errorWords(error)
}
