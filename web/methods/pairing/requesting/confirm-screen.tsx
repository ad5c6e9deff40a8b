import { useCallback } from 'preact/hooks'
import { errorWords, refusalWords } from '../../../messages/errors.ts'
import type { Words } from '../../../messages/words.ts'
import { AccountName } from '../../../ui/account-name.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Countdown } from '../../../ui/countdown.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Refusal } from '../../../ui/refusal.tsx'
import { useTask } from '../../../ui/use-task.ts'
import { createPasskey } from '../../../webauthn/create-passkey.ts'
import { ceremonyWords } from '../../../webauthn/messages.ts'
import { useKeptFresh, useOffer } from '../../../webauthn/use-offer.ts'
import { lookAlikeScript } from './look-alike-script.ts'
import { confirm as say } from './messages/later.ts'
import type { ReceivedView } from './page-state.ts'
import type { RequestingPage } from './requesting-page.ts'

/** The server keeps registration options for 3 minutes. The page uses them for a little less. Milliseconds. */
const OPTIONS_LIVE_MS = 2 * 60_000

interface ConfirmScreenProps {
  readonly received: ReceivedView
  readonly page: RequestingPage
}

/** Approved: the whole account name, the question whether it is theirs, and the new passkey. */
export function ConfirmScreen({ received: { view, wall }, page }: ConfirmScreenProps) {
  const fetchOptions = useCallback(() => page.send('register-options', {}), [page])
  const offer = useOffer(fetchOptions, OPTIONS_LIVE_MS)
  const { busy, words, run } = useTask()
  const script = lookAlikeScript(view.account ?? '')
  useKeptFresh(offer, !busy)

  async function create(): Promise<Words | null> {
    const taken = await offer.take()
    if (!taken.ok) return errorWords(taken.error)
    const created = await createPasskey(taken.body.options)
    if (!created.ok) return ceremonyWords[created.failure]
    const { id, response } = created.credential
    const { clientDataJSON, attestationObject, transports = [] } = response
    const body = { credentialId: id, clientDataJSON, attestationObject, transports }
    const answer = await page.send('register', body)
    return refusalWords(answer)
  }

  async function refuse(): Promise<Words | null> {
    const answer = await page.send('cancel', { report: true, notMine: true })
    return refusalWords(answer)
  }

  return (
    <Card>
      <p>{say.approved}</p>
      <AccountName name={view.account} />
      {script && <Notice>{say.script(script)}</Notice>}
      <p>{say.look}</p>
      <Refusal words={words} />
      <div class="button-row">
        <Button busy={busy} onPress={() => run(create)}>
          {say.create}
        </Button>
        <Button kind="secondary" onPress={() => run(refuse)}>
          {say.notMine}
        </Button>
      </div>
      <p class="soft below">
        {busy ? say.busy : <Countdown endsAt={wall + view.leftMs} words={say.timeLeft} />}
      </p>
    </Card>
  )
}
