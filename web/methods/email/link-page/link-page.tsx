import { useEffect, useState } from 'preact/hooks'
import type { MailedRequest } from '../../../../shared/email-recovery.ts'
import { linkMissing } from '../../../messages/link-missing.ts'
import type { Words } from '../../../messages/words.ts'
import { keptAlready } from '../../../slow-recovery/kept-recovery.ts'
import { notOffered, refusedWords } from '../../../slow-recovery/refused-words.ts'
import type { SlowMethod } from '../../../slow-recovery/slow-method.ts'
import type { SlowRecoveryPage } from '../../../slow-recovery/slow-recovery-page.ts'
import { SlowRecoveryView } from '../../../slow-recovery/slow-recovery-view.tsx'
import { PageShell } from '../../../ui/page-shell.tsx'
import { Refusal } from '../../../ui/refusal.tsx'
import { TryAgain } from '../../../ui/try-again.tsx'
import { post } from '../../../wire/http.ts'
import type { PageError, Result } from '../../../wire/page-error.ts'
import { pageKeyOf } from '../../../wire/page-key.ts'
import { EmailForm } from '../requesting/email-form.tsx'
import { email } from '../requesting/messages.ts'
import { Asked } from './asked.tsx'
import { invalid, mailedLink as say } from './messages.ts'
import { EMAIL_CODE, OwnMail } from './own-mail.tsx'

interface LinkPageProps {
  readonly page: SlowRecoveryPage
  /** Of the link. Null if the address had none. */
  readonly secret: string | null
}

/** For what comes after the proof, which a browser may give that had asked itself. */
const method: SlowMethod = {
  id: 'email',
  heading: email.heading,
  intro: email.intro,
  later: email.later,
  Form: EmailForm,
}

/** Who asked for the mail, and the one button. Before that, nothing has changed. */
export function LinkPage({ page, secret }: LinkPageProps) {
  const [goesOn, setGoesOn] = useState<'proven' | 'kept' | null>(null)
  const [looks, setLooks] = useState(secret === null)
  function goOn(why: 'proven' | 'kept') {
    // Where the recovery is found from now on: an address without the link's secret shows no link any more.
    history.replaceState(null, '', EMAIL_CODE)
    setGoesOn(why)
  }
  useEffect(() => {
    if (secret !== null) return
    void keptAlready().then((kept) => {
      if (kept?.recoveryId) goOn('kept')
      setLooks(false)
    })
  }, [secret])

  if (goesOn) return <SlowRecoveryView page={page} method={method} arrives={goesOn === 'proven'} />
  return (
    <PageShell heading={say.heading}>
      {secret !== null && <Looking page={page} secret={secret} onOver={() => goOn('proven')} />}
      {secret === null && (looks ? <p>{say.loading}</p> : <Refusal words={linkMissing} />)}
    </PageShell>
  )
}

interface LookingProps {
  readonly page: SlowRecoveryPage
  readonly secret: string
  readonly onOver: () => void
}

function Looking({ page, secret, onOver }: LookingProps) {
  const [looked, setLooked] = useState<Result<MailedRequest> | null>(null)
  const look = async () => setLooked(await lookAt(secret))
  useEffect(() => void look(), [secret])
  if (!looked) return <p>{say.loading}</p>
  if (looked.ok) {
    const onDead = (error: PageError) => setLooked({ ok: false, error })
    return <Asked page={page} secret={secret} asked={looked.body} onOver={onOver} onDead={onDead} />
  }
  const words = wordsOf(looked.error)
  if (words === notOffered) return <Refusal words={words} />
  if (words !== invalid) return <TryAgain words={words} look={look} />
  return (
    <>
      <Refusal words={words} />
      <OwnMail />
    </>
  )
}

/** The page says which key this browser has, if any. */
async function lookAt(secret: string): Promise<Result<MailedRequest>> {
  const kept = await keptAlready()
  const pageKey = kept && (await pageKeyOf(kept.pair)).publicKey
  return post('/api/email-link/look', { secret, pageKey })
}

function wordsOf(error: PageError): Words {
  return error.code === 'code_invalid' ? invalid : refusedWords(error)
}
