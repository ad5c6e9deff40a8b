import type { StopByOne } from './passkey-acts.ts'

/**
 * Whether stopping changes stopped anything. If not, nobody is told and nothing is written down: it needs no session,
 * and could be repeated without end.
 */
export function stoppedSome(stopped: StopByOne): boolean {
  const { arrivals, endedSessions, restored, setAside, underWay } = stopped
  return (
    stopped.scheduled > 0 ||
    [arrivals, endedSessions, restored, setAside, underWay].some(({ length }) => length > 0)
  )
}
