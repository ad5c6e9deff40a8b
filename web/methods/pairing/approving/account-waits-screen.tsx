import { formatDuration } from '../../../messages/durations.ts'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { NeedHelp } from '../../../ui/need-help.tsx'
import { useRoughLeft } from '../../../ui/use-rough-left.ts'
import { useSaidAt } from '../../../ui/use-said-at.ts'
import type { AccountWaits } from './approve-state.ts'
import type { ApprovingDevice } from './approving-device.ts'
import { accountWaits as say } from './messages.ts'

/** Milliseconds left at which the time is read out. The heading that shows it is not read out. */
const SAID_AT = [10 * 60_000, 60_000, 0]

interface AccountWaitsScreenProps {
  readonly waits: AccountWaits
  readonly device: ApprovingDevice
}

/** The account may approve nothing for a while: why, and what still works. */
export function AccountWaitsScreen({ waits, device }: AccountWaitsScreenProps) {
  const left = useRoughLeft(waits.until) ?? 0
  const over = left === 0
  useSaidAt(SAID_AT, left, () => (over ? say.isOver : say.left(formatDuration(left))))
  return (
    <Card>
      <p>{over ? say.isOver : say.why[waits.code]}</p>
      {!over && <p>{say.still}</p>}
      {!over && <NeedHelp />}
      <div class="button-row">
        {over ? (
          <Button onPress={() => device.leave()}>{say.again}</Button>
        ) : (
          <a class="button primary" href="/account">
            {say.toAccount}
          </a>
        )}
      </div>
    </Card>
  )
}
