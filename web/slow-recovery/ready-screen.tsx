import { useCallback, useState } from 'preact/hooks'
import type { RetireChoice } from '../../shared/recovery.ts'
import { CreateForm } from '../new-passkey/create-form.tsx'
import { NeedHelp } from '../ui/need-help.tsx'
import { due, ready as say } from './messages/states.ts'
import { OldPasskeys } from './old-passkeys.tsx'
import { type ReceivedView, serverNow } from './page-state.ts'
import type { SlowRecoveryPage } from './slow-recovery-page.ts'

interface ReadyScreenProps {
  readonly received: ReceivedView
  readonly page: SlowRecoveryPage
}

/** Enough is proven: the whole account name, and the new passkey. */
export function ReadyScreen({ received, page }: ReadyScreenProps) {
  const { name, endsAt, passkeys } = received.view
  const [retires, choose] = useState<readonly RetireChoice[]>([])
  const fetchOffer = useCallback(() => page.registerOptions(), [page])
  return (
    <>
      <p>{say.text}</p>
      <OldPasskeys passkeys={passkeys} retires={retires} onChoose={choose} />
      <p>{say.account}</p>
      <CreateForm
        name={name}
        look={say.look}
        fetchOffer={fetchOffer}
        register={(credential, { challengeId }) => page.register({ challengeId, credential }, retires)}
        left={endsAt === null ? null : due(endsAt, serverNow(received, Date.now()))}
      />
      <div class="soft below">
        <NeedHelp />
      </div>
    </>
  )
}
