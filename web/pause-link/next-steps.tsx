import { type SlowState, STOPPED_STATES } from '../../shared/slow-recovery.ts'
import { LeadLink } from '../ui/lead-link.tsx'
import { NeedHelp } from '../ui/need-help.tsx'
import { nextSteps as say } from './messages.ts'

/** What to do if it wasn't you, on a signed-in device and without one. Nothing is left to do about one that ended. */
export function NextSteps({ state }: { readonly state: SlowState | null }) {
  if (state === 'ended' || STOPPED_STATES.some((one) => one === state)) return <NeedHelp />
  const made = state === 'registered' || state === 'done'
  return (
    <>
      <h2>{say.heading}</h2>
      <ul>
        <li>
          {made ? say.device[state] : say.device.open} <LeadLink to="account" />
        </li>
        <li>
          {made ? say.noDevice[state] : say.noDevice.open} <LeadLink to="lost" />
        </li>
      </ul>
      <NeedHelp />
    </>
  )
}
