import type { ComponentChildren } from 'preact'
import type { SessionRow } from '../../shared/api.ts'
import type { SessionId } from '../../shared/ids.ts'
import { post } from '../api/client.ts'
import { devices as say } from '../messages/account.ts'
import { Button } from '../ui/button.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { Section } from '../ui/section.tsx'
import { useTask } from '../ui/use-task.ts'
import { useStepUp } from '../webauthn/use-step-up.ts'
import { PrepareOnIntent } from './prepare-on-intent.tsx'
import type { SectionProps } from './section-props.ts'

/** "Devices": where this account is signed in, and ending it. */
export function DevicesSection({ page, onDone }: SectionProps) {
  const others = page.sessions.filter(({ current }) => !current)
  const mayEnd = page.probationUntil === null
  return (
    <Section heading={say.heading} intro={say.intro}>
      <ul class="rows">
        {page.sessions.map((session) => (
          <li key={session.id} class="row">
            <SessionWords session={session} />
            {mayEnd && !session.current && (
              <div class="row-actions">
                <EndButton kind="quiet" ids={[session.id]} onEnded={() => onDone(say.ended)}>
                  <span>
                    {say.end}
                    <span class="visually-hidden"> {session.device}</span>
                  </span>
                </EndButton>
              </div>
            )}
          </li>
        ))}
      </ul>
      {page.moreSessions && <p class="soft">{say.more}</p>}
      {mayEnd && others.length > 1 && (
        <EndButton kind="secondary" ids={others.map(({ id }) => id)} onEnded={() => onDone(say.endedOthers)}>
          {say.endOthers}
        </EndButton>
      )}
    </Section>
  )
}

interface EndButtonProps {
  readonly kind: 'quiet' | 'secondary'
  readonly ids: readonly SessionId[]
  readonly onEnded: () => void
  readonly children: ComponentChildren
}

/** Ends these sessions, after a step-up for exactly them. */
function EndButton({ kind, ids, onEnded, children }: EndButtonProps) {
  const { busy, words, run } = useTask()
  const { prepare, confirm } = useStepUp({ do: 'end-sessions', ids })
  const end = () => confirm((stepUp) => post('/api/sessions/end', { ids, stepUp }))
  return (
    <PrepareOnIntent prepare={prepare}>
      <Button kind={kind} busy={busy} onPress={() => run(end, onEnded)}>
        {children}
      </Button>
      <Refusal words={words} />
    </PrepareOnIntent>
  )
}

function SessionWords({
  session: { device, network, createdAt, lastSeenAt, current },
}: {
  readonly session: SessionRow
}) {
  return (
    <div class="row-words">
      <h3>
        {device} {current && <span class="pill pill-good">{say.current}</span>}
      </h3>
      <p class="facts">
        <span>{say.seen(lastSeenAt)}</span>
        <span>{say.since(createdAt)}</span>
        <span>{say.network(network)}</span>
      </p>
    </div>
  )
}
