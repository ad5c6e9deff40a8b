import type { SessionRow } from '../../shared/account-page.ts'
import type { Asserted } from '../../shared/api.ts'
import type { SessionId } from '../../shared/ids.ts'
import type { SessionsEnded } from '../../shared/outcomes.ts'
import { ChangeLater } from '../owner/change-later.tsx'
import { NamedAct } from '../owner/named-act.tsx'
import type { SectionProps } from '../owner/section-props.ts'
import { StepUpButton } from '../owner/step-up-button.tsx'
import { Section } from '../ui/section.tsx'
import { post } from '../wire/http.ts'
import { Ago } from './ago.tsx'
import { devices as say } from './messages/devices.ts'

/** "Devices": where this account is signed in, and ending it. */
export function DevicesSection({ page, onDone }: SectionProps) {
  const others = page.sessions.filter(({ current }) => !current)
  const mayEnd = page.probationUntil === null
  const own = page.passkeys.find(({ current }) => current)
  const olderThanOwn = new Set(
    page.passkeys.filter(({ createdAt }) => own && createdAt < own.createdAt).map(({ id }) => id),
  )
  const end = (ids: readonly SessionId[], sentence: string) => ({
    action: { do: 'end-sessions', ids } as const,
    act: (stepUp: Asserted) => endSessions(ids, stepUp),
    onDone: (answer: SessionsEnded) => onDone(answer.stayed > 0 ? say.someStayed(answer) : sentence),
  })

  return (
    <Section heading={say.heading} intro={say.intro}>
      <ul class="rows">
        {page.sessions.map((session) => (
          <li key={session.id} class="row">
            <SessionWords
              session={session}
              older={mayEnd && !session.current && session.by !== null && olderThanOwn.has(session.by.id)}
            />
            {mayEnd && !session.current && (
              <div class="row-actions">
                <StepUpButton kind="quiet" {...end([session.id], say.ended)}>
                  <NamedAct verb={say.end} name={session.device} />
                </StepUpButton>
              </div>
            )}
          </li>
        ))}
      </ul>
      {page.moreSessions && <p class="soft">{say.more}</p>}
      {mayEnd && others.length > 1 && (
        <StepUpButton
          kind="secondary"
          {...end(
            others.map(({ id }) => id),
            say.endedOthers,
          )}
        >
          {say.endOthers}
        </StepUpButton>
      )}
      {others.length > 0 && <ChangeLater page={page} />}
    </Section>
  )
}

const endSessions = (ids: readonly SessionId[], stepUp: Asserted) =>
  post('/api/sessions/end', { ids, stepUp })

interface SessionWordsProps {
  readonly session: SessionRow
  /** A passkey began it that is older than the one of this session. */
  readonly older: boolean
}

function SessionWords({ session, older }: SessionWordsProps) {
  const { device, network, createdAt, lastSeenAt, by, current } = session
  return (
    <div class="row-words">
      <h3>
        {device} {current && <span class="pill pill-good">{say.current}</span>}
      </h3>
      {older && by && <p>{say.older(by.name)}</p>}
      <p class="facts">
        <Ago at={lastSeenAt} words={say.seen} />
        <Ago at={createdAt} words={say.since} />
        {by && !older && <span>{say.by(by.name)}</span>}
        <span>{say.network(network)}</span>
      </p>
    </div>
  )
}
