import { refusalWords } from '../../../messages/errors.ts'
import type { Words } from '../../../messages/words.ts'
import { useTask } from '../../../ui/use-task.ts'
import type { ApprovingDevice } from './approving-device.ts'

export interface Stop {
  readonly busy: boolean
  readonly words: Words | null
  readonly deny: () => void
  /** Denies, and reports that this was started by someone else. */
  readonly report: () => void
}

/** The ways to refuse a claim, from its beginning until the other screen is done. */
export function useStop(device: ApprovingDevice): Stop {
  const { busy, words, run } = useTask()
  const stop = (report: boolean) => void run(async () => refusalWords(await device.send('deny', { report })))
  return { busy, words, deny: () => stop(false), report: () => stop(true) }
}
