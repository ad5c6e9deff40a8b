import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { useTask } from '../../../ui/use-task.ts'
import type { ApprovingDevice } from './approving-device.ts'
import type { Receipt } from './kept.ts'
import { ask as say } from './messages.ts'

interface AskScreenProps {
  readonly receipt: Receipt
  readonly device: ApprovingDevice
}

/** A scanned code, and what it means to continue. Only the press claims it. */
export function AskScreen({ receipt, device }: AskScreenProps) {
  const { busy, run } = useTask()
  const claim = async () => {
    await device.claim({ receipt: receipt.text })
    return null
  }
  return (
    <Card>
      <p>{say.text}</p>
      <p>
        <strong>{say.own}</strong>
      </p>
      <div class="button-row">
        <Button busy={busy} onPress={() => run(claim)}>
          {say.go}
        </Button>
        <Button kind="secondary" onPress={() => device.leave()}>
          {say.leave}
        </Button>
      </div>
    </Card>
  )
}
