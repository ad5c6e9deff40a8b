import '../ui/button.css'
import { recovery as say } from '../messages/recovery.ts'
import { Notice } from '../ui/notice.tsx'
import { RecoveryBanner } from '../ui/recovery-banner.tsx'
import { Section } from '../ui/section.tsx'
import { RecoveryJudgement } from './recovery-judgement.tsx'
import type { SectionProps } from './section-props.ts'

/** "Recovery": what was recovered lately and what can be done about it, and the way back in for next time. */
export function RecoverySection({ page, onDone }: SectionProps) {
  const probation = page.probationUntil !== null && <p>{say.probation(page.probationUntil)}</p>
  return (
    <Section heading={say.heading}>
      {probation && !page.recoveries.some(({ own }) => own) && (
        <Notice live="status" title={say.ownTitle}>
          {probation}
        </Notice>
      )}
      {page.recoveries.map((recovery) => (
        <RecoveryBanner key={recovery.pairingId} recovery={recovery}>
          {recovery.own ? (
            <>
              <p>{say.own}</p>
              {probation}
            </>
          ) : (
            <RecoveryJudgement recovery={recovery} onDone={onDone} />
          )}
        </RecoveryBanner>
      ))}
      {page.recoveries.length === 0 && <p class="soft">{say.quiet}</p>}
      <h3>{say.ways}</h3>
      <p>{say.waysText}</p>
      <div class="button-row">
        {!probation && (
          <a class="button secondary" href="/approve">
            {say.approve}
          </a>
        )}
        <a class="button quiet" href="/lost-passkey">
          {say.lost}
        </a>
      </div>
    </Section>
  )
}
