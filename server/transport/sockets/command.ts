import type { Logger } from 'pino'
import type { Socket } from 'socket.io'
import type { Refused } from '../../../shared/errors.ts'
import type { Answer } from '../../errors/answer.ts'
import { StoreAway } from '../../errors/store-away.ts'
import type { AnyCommand } from '../../requests/channel.ts'
import type { Careful } from '../../warnings/careful.ts'

interface CommandContext {
  readonly socket: Socket
  /** What is remembered of the connection, for the channel alone. */
  readonly state: never
  readonly log: Logger
  readonly careful: Careful
  /** Added to every acknowledgement, such as the next nonce. */
  readonly extra: () => object
}

/**
 * Answers one event: parses, runs, acknowledges. Whatever happens, the client gets a code of the closed list and the
 * process goes on. A payload that does not parse is `bad_request`.
 */
export function serveCommand(
  { socket, state, log, careful, extra }: CommandContext,
  event: string,
  command: AnyCommand<never>,
): void {
  const answerTo = async (...sent: unknown[]) => {
    const ack = sent.at(-1)
    if (sent.length !== 2 || typeof ack !== 'function') return socket.disconnect(true)
    const parsed = command.takes.safeParse(sent[0])
    const answer: Answer<object> = parsed.success
      ? await command.run(state, parsed.data as never).catch((error: unknown) => failed(error, event, log))
      : { ok: false, code: 'bad_request' }
    return ack({ ...acknowledged(answer), ...extra() })
  }
  socket.on(
    event,
    careful(`answering ${event}`, answerTo, () => socket.disconnect(true)),
  )
}

function failed(error: unknown, event: string, log: Logger): Answer<object> {
  if (error instanceof StoreAway) {
    log.warn({ event, err: error }, 'A command was refused because a store is away.')
    return { ok: false, code: 'store_away', retryAfterMs: 2_000 }
  }
  log.error({ event, err: error }, 'A command failed.')
  return { ok: false, code: 'internal' }
}

function acknowledged(answer: Answer<object>): Refused | object {
  if (answer.ok) return answer
  const { code, retryAfterMs } = answer
  return { ok: false, error: retryAfterMs === undefined ? { code } : { code, retryAfterMs } }
}
