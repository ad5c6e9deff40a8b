import '../../../ui/pin.css'
import { useState } from 'preact/hooks'
import type { EmailPosts, MailedRequest } from '../../../../shared/email-recovery.ts'
import type { Words } from '../../../messages/words.ts'
import { ProofRefusal } from '../../../slow-recovery/proof-refusal.tsx'
import { refusedWords } from '../../../slow-recovery/refused-words.ts'
import type { SlowRecoveryPage } from '../../../slow-recovery/slow-recovery-page.ts'
import { AccountName } from '../../../ui/account-name.tsx'
import { Button } from '../../../ui/button.tsx'
import { Focused } from '../../../ui/focused.tsx'
import { useTask } from '../../../ui/use-task.ts'
import { post } from '../../../wire/http.ts'
import type { PageError } from '../../../wire/page-error.ts'
import { site } from '../../../wire/site.ts'
import { mailedLink as say } from './messages.ts'
import { OwnMail } from './own-mail.tsx'

interface AskedProps {
  readonly page: SlowRecoveryPage
  readonly secret: string
  readonly asked: MailedRequest
  /**
   * The link has done its work, or can't: it works only for what asked for it, which is forgotten when the person starts again
   * for this account.
   */
  readonly onOver: () => void
  /** The link worked a moment ago, and doesn't any more. */
  readonly onDead: (error: PageError) => void
}

/** A code, and until when it works by this device's clock. */
type Shown = Omit<EmailPosts['/api/email-link/show'][1], 'now'>

/** Who asked, and then the code: whoever is talked into passing it on has read whose device it is for. */
export function Asked({ page, secret, asked, onOver, onDead }: AskedProps) {
  const { name, device, network, place, askedAt, here } = asked
  const { busy, words, run } = useTask()
  const [shown, setShown] = useState<Shown | null>(null)

  async function press(): Promise<Words | null> {
    const answer = here
      ? await page.prove('/api/email-link/prove', { secret })
      : await post('/api/email-link/show', { secret })
    if (!answer.ok) {
      if (answer.error.code === 'code_invalid') onDead(answer.error)
      return refusedWords(answer.error)
    }
    if ('code' in answer.body) {
      const { code, until, now } = answer.body
      setShown({ code, until: Date.now() + (until - now) })
    } else onOver()
    return null
  }

  return (
    <>
      <p>{say.account(site.name)}</p>
      <AccountName name={name} />
      <p>{say.from(device, network, place, askedAt)}</p>
      {shown ? (
        <Focused>
          <p>{say.code}</p>
          <p class="pin" translate={false}>
            {shown.code.replace(/^(\d{4})/, '$1 ')}
          </p>
          <p>{say.until(shown.until)}</p>
        </Focused>
      ) : (
        <>
          <p>{here ? say.here : say.elsewhere}</p>
          <ProofRefusal page={page} words={words} onAgain={onOver} />
          <Button wide busy={busy} onPress={() => void run(press)}>
            {here ? say.goOn : say.show}
          </Button>
        </>
      )}
      {!here && <OwnMail />}
      <p class="soft below">{say.notYou}</p>
    </>
  )
}
