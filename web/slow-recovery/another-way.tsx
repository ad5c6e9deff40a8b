import type { SlowRecoveryView } from '../../shared/slow-recovery.ts'
import { another, again as say } from './messages/states.ts'
import { OtherWays } from './other-ways.tsx'
import type { SlowMethod } from './slow-method.ts'
import type { SlowRecoveryPage } from './slow-recovery-page.ts'

interface AnotherWayProps {
  readonly view: SlowRecoveryView
  readonly page: SlowRecoveryPage
  readonly method: SlowMethod
  /** Whether it says how long people wait who take a way too. */
  readonly waits?: boolean
}

/** Whether this page took no proof yet that counts. */
export function isNew({ proofs }: SlowRecoveryView, { id }: Pick<SlowMethod, 'id'>): boolean {
  return proofs.every(({ takenBy, counts }) => takenBy !== id || !counts)
}

/** Whether all that it took was too new to count. */
export function tookTooNew(view: SlowRecoveryView, method: Pick<SlowMethod, 'id'>): boolean {
  return isNew(view, method) && view.proofs.some(({ takenBy }) => takenBy === method.id)
}

/** The way of this page, if it is a new one, and all others that gave no proof yet which counts. */
export function AnotherWay({ view, page, method, waits = false }: AnotherWayProps) {
  const { Form } = method
  // First what may be older: the next code of the same paper would be used up for nothing.
  if (tookTooNew(view, method)) {
    return (
      <>
        <OtherWays view={view} waits={waits} />
        <p>{another.sameAge}</p>
        <Form page={page} name={view.name} />
      </>
    )
  }
  return (
    <>
      {isNew(view, method) && (
        <>
          <Form page={page} name={view.name} />
          <p class="below">{say.other}</p>
        </>
      )}
      <OtherWays view={view} waits={waits} />
    </>
  )
}
