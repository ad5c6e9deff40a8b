import { Button } from '../ui/button.tsx'
import { useTask } from '../ui/use-task.ts'
import type { SlowRecoveryPage } from './slow-recovery-page.ts'

interface StartAgainProps {
  readonly page: SlowRecoveryPage
  /** What else can be done is more likely wanted. */
  readonly quiet?: boolean
  readonly onDone?: (() => void) | undefined
  readonly children: string
}

/** Forgets what this browser keeps, for another recovery. */
export function StartAgain({ page, quiet = false, onDone, children }: StartAgainProps) {
  const { busy, run } = useTask()
  const again = async () => {
    await page.startAgain()
    return null
  }
  return (
    <Button kind={quiet ? 'quiet' : 'primary'} wide busy={busy} onPress={() => void run(again, onDone)}>
      {children}
    </Button>
  )
}
