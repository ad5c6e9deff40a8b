import type { AccountPage, PasskeyRow } from '../../shared/account-page.ts'
import { isRemoved } from './is-removed.ts'
import { passkeys as say } from './messages/passkeys.ts'

const TONES = { unproven: 'warn', suspended: 'bad', removed: 'bad', frozen: 'bad' }

interface PasskeyPillsProps {
  readonly page: AccountPage
  readonly passkey: PasskeyRow
}

/** What is special about a passkey: that it does not work, that it is new, that it is in use here. */
export function PasskeyPills({ page, passkey }: PasskeyPillsProps) {
  const { status, probationUntil, youngUntil, current } = passkey
  const state = isRemoved(page, passkey) ? 'removed' : status
  const isNew = state === 'active' && (probationUntil !== null || youngUntil !== null)
  return (
    <>
      {state !== 'active' && <span class={`pill pill-${TONES[state]}`}>{say.pills[state]}</span>}
      {isNew && <span class="pill pill-warn">{say.new}</span>}
      {current && (
        <span class="pill pill-good">{isOfHere(page, passkey) ? say.current : say.currentElsewhere}</span>
      )}
    </>
  )
}

/** Whether the passkey that signed in here is on this device, and not on a security key or a phone nearby. */
function isOfHere({ sessions }: AccountPage, { kind, boundDevice }: PasskeyRow): boolean {
  const device = sessions.find(({ current }) => current)?.device
  return kind !== 'security-key' && (kind === 'cloud' || boundDevice === device)
}
