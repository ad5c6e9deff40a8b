import { useCallback } from 'preact/hooks'
import { refusalWords } from '../../../messages/errors.ts'
import { CreateForm } from '../../../new-passkey/create-form.tsx'
import { Card } from '../../../ui/card.tsx'
import { Countdown } from '../../../ui/countdown.tsx'
import { confirm as say } from './messages/later.ts'
import type { ReceivedView } from './page-state.ts'
import type { RequestingPage } from './requesting-page.ts'

interface ConfirmScreenProps {
  readonly received: ReceivedView
  readonly page: RequestingPage
}

/** Approved: the whole account name, the question whether it is theirs, and the new passkey. */
export function ConfirmScreen({ received: { view, wall }, page }: ConfirmScreenProps) {
  const fetchOffer = useCallback(() => page.send('register-options', {}), [page])
  const notMine = async () => refusalWords(await page.send('cancel', { report: true, notMine: true }))
  return (
    <Card>
      <p>{say.approved}</p>
      <CreateForm
        name={view.account}
        look={say.look}
        fetchOffer={fetchOffer}
        register={({ id, response }) => {
          const { clientDataJSON, attestationObject, transports = [] } = response
          return page.send('register', { credentialId: id, clientDataJSON, attestationObject, transports })
        }}
        no={{ label: say.notMine, act: notMine }}
        left={<Countdown endsAt={wall + view.leftMs} words={say.timeLeft} />}
      />
    </Card>
  )
}
