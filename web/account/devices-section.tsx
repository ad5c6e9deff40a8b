import { useState } from 'preact/hooks'
import type { SessionRow } from '../../shared/api.ts'
import type { SessionId } from '../../shared/ids.ts'
import { post } from '../api/client.ts'
import { devices as say } from '../messages/account.ts'
import { errorWords } from '../messages/errors.ts'
import { Button } from '../ui/button.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { Section } from '../ui/section.tsx'
import { useTask } from '../ui/use-task.ts'
import type { SectionProps } from './section-props.ts'

/** "Devices": where this account is signed in, and ending it. */
export function DevicesSection({ page, onDone }: SectionProps) {
  const { busy, words, run } = useTask()
  const [ending, setEnding] = useState<readonly SessionId[]>([])
  const others = page.sessions.filter(({ current }) => !current)
  const mayEnd = page.probationUntil === null

  function end(ids: readonly SessionId[], sentence: string) {
    const attempt = async () => {
      const answer = await post('/api/sessions/end', { ids })
      return answer.ok ? null : errorWords(answer.error)
    }
    if (!busy) setEnding(ids)
    void run(attempt, () => onDone(sentence))
  }

  return (
    <Section heading={say.heading} intro={say.intro}>
      <ul class="rows">
        {page.sessions.map((session) => (
          <li key={session.id} class="row">
            <SessionWords session={session} />
            {mayEnd && !session.current && (
              <div class="row-actions">
                <Button
                  kind="quiet"
                  busy={busy && ending.includes(session.id)}
                  onPress={() => end([session.id], say.ended)}
                >
                  <span>
                    {say.end}
                    <span class="visually-hidden"> {session.device}</span>
                  </span>
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      <Refusal words={words} />
      {mayEnd && others.length > 1 && (
        <Button
          kind="secondary"
          busy={busy && ending.length > 1}
          onPress={() =>
            end(
              others.map(({ id }) => id),
              say.endedOthers,
            )
          }
        >
          {say.endOthers}
        </Button>
      )}
    </Section>
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
