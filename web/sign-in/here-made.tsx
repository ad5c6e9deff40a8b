import '../ui/button.css'
import type { CredentialId } from '../../shared/ids.ts'
import { StepUpButton } from '../owner/step-up-button.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { goTo } from '../ui/go-to.ts'
import { post } from '../wire/http.ts'
import { here as say } from './messages.ts'

/** What became of a passkey on this device. */
export type Made = 'asked-for' | 'removed' | { readonly silently: CredentialId }

interface HereMadeProps {
  readonly made: Made
  /** Where the sign-in leads. */
  readonly next: string
  readonly onRemoved: () => void
}

/** A passkey was made on this device, or removed again. What nobody asked for can be removed at once. */
export function HereMade({ made, next, onRemoved }: HereMadeProps) {
  const goOn = <Button onPress={() => goTo(next)}>{say.goOn}</Button>
  if (made === 'removed') {
    return (
      <Card>
        <p>{say.removedText}</p>
        <div class="button-row">{goOn}</div>
      </Card>
    )
  }
  return (
    <Card>
      {made !== 'asked-for' && <p>{say.silently}</p>}
      <p>{say.madeText}</p>
      <div class="button-row">
        {goOn}
        <a class="button secondary" href="/account">
          {say.lose}
        </a>
      </div>
      {made !== 'asked-for' && <RemoveSilent credentialId={made.silently} onRemoved={onRemoved} />}
    </Card>
  )
}

interface RemoveSilentProps extends Pick<HereMadeProps, 'onRemoved'> {
  readonly credentialId: CredentialId
}

function RemoveSilent({ credentialId, onRemoved }: RemoveSilentProps) {
  return (
    <>
      <hr />
      <p>{say.notYours}</p>
      <StepUpButton
        kind="danger"
        action={{ do: 'remove-passkey', credentialId }}
        act={(stepUp) => post('/api/passkeys/remove', { credentialId, stepUp })}
        onDone={onRemoved}
      >
        {say.remove}
      </StepUpButton>
    </>
  )
}
