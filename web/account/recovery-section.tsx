import { arrivalWords } from '../messages/arrivals.ts'
import { recovery as say } from '../messages/recovery.ts'
import type { SectionProps } from '../owner/section-props.ts'
import { StepUpButton } from '../owner/step-up-button.tsx'
import { stopChanges } from '../stop-changes/messages/stop-changes.ts'
import { StopChangesHere } from '../stop-changes/stop-changes-here.tsx'
import { Notice } from '../ui/notice.tsx'
import { RecoveryBanner } from '../ui/recovery-banner.tsx'
import { ScheduledBanner } from '../ui/scheduled-banner.tsx'
import { Section } from '../ui/section.tsx'
import { post } from '../wire/http.ts'
import { mayKeep } from './may-keep.ts'
import { ProbationLimits } from './probation-limits.tsx'
import { RecoveryJudgement } from './recovery-judgement.tsx'
import { waysBack } from './ways-back.ts'

/** "Recovery": what arrived lately and what can be done about it, and the way back in for next time. */
export function RecoverySection({ page, onDone }: SectionProps) {
  const { probationUntil, recoveries, scheduled } = page
  const probation = probationUntil !== null && <ProbationLimits until={probationUntil} />
  return (
    <Section heading={say.heading}>
      {probation && !recoveries.some(({ own }) => own) && (
        <Notice live="status" title={say.probationTitle}>
          {probation}
        </Notice>
      )}
      {scheduled.map((row) => (
        <ScheduledBanner key={row.id} row={row}>
          {!probation && mayKeep(row) && (
            <StepUpButton
              kind="secondary"
              action={{ do: 'cancel-scheduled', scheduledId: row.id }}
              act={(stepUp) => post('/api/scheduled/cancel', { scheduledId: row.id, stepUp })}
              onDone={() => onDone(say.kept(row.target.name))}
            >
              {say.keep(row.target.name)}
            </StepUpButton>
          )}
        </ScheduledBanner>
      ))}
      {recoveries.map((recovery) => (
        <RecoveryBanner
          key={recovery.id}
          recovery={recovery}
          welcome={recovery.own && probation ? say.welcomeBack(page.name) : null}
        >
          {recovery.own ? (
            <>
              <p>{recovery.outweighs ? say.pauseElsewhere : arrivalWords(recovery.method).undoElsewhere}</p>
              {probation || <p>{say.young(recovery.undoUntil)}</p>}
            </>
          ) : (
            !probation && <RecoveryJudgement recovery={recovery} onDone={onDone} />
          )}
        </RecoveryBanner>
      ))}
      {recoveries.length + scheduled.length + page.underWay.length === 0 && <p class="soft">{say.quiet}</p>}
      <h3>{stopChanges.heading}</h3>
      <p>{stopChanges.accountText}</p>
      <StopChangesHere kind="secondary" />
      <h3>{say.ways}</h3>
      {Object.entries(waysBack).map(([method, WayBack]) => (
        <WayBack key={method} page={page} onDone={onDone} />
      ))}
    </Section>
  )
}
