import type { ErrorCode } from '../../../../shared/errors.ts'
import type { CommandId, PageKey, PairingId } from '../../../../shared/ids.ts'
import type { SignedCommand } from '../../../../shared/page-proof.ts'
import {
  FIRST_COMMAND_MS,
  type RequestingCommands,
  type RequestingEvents,
  type RequestingMessages,
  type SignedMessage,
} from '../../../../shared/protocol.ts'
import { type Answer, refusal } from '../../../errors/answer.ts'
import type { Channel, Command, CommandsOf } from '../../../requests/channel.ts'
import type { Careful } from '../../../warnings/careful.ts'
import type { PairingDeps } from '../deps.ts'
import { open } from '../steps/open.ts'
import { detach, pageKeyOf, pageState, resume } from '../steps/page-link.ts'
import { register, registerOptions } from '../steps/register.ts'
import { matchReturnPin } from '../steps/return-pin.ts'
import { cancel } from '../steps/stop.ts'
import { newCode, typeName } from '../steps/typed-name.ts'
import { type ProvenPage, RequestingLine } from './requesting-line.ts'
import { signedBodies, signedMessage, unsignedMessages } from './schemas.ts'
import { hearOnly } from './topics.ts'

export const REQUESTING = '/lost'

/** The requesting page: it signs what counts, with a key that no other page has. */
export function requestingChannel(
  deps: PairingDeps,
  careful: Careful,
): Channel<RequestingEvents, RequestingLine> {
  return {
    name: REQUESTING,
    enter: (context, line) => new RequestingLine(context, line),
    commands: {
      ...openingCommands(deps),
      ...signedCommands(deps),
      ...unsignedCommands(deps),
    } satisfies Commands,
    entered(page) {
      page.line.emit('hello', { connection: page.context.connection, nonce: page.nextNonce() })
      page.stopWatching = watchSilence(page, careful)
    },
    acknowledged: (page) => ({ nonce: page.nextNonce() }),
    left: (page) => {
      page.stopWatching()
      return leave(deps, page)
    },
  }
}

type Commands = CommandsOf<RequestingCommands, RequestingLine, RequestingMessages>
type Opening = 'open' | 'resume'
type Body<Name extends keyof RequestingCommands> = RequestingCommands[Name][0]
type Done<Name extends keyof RequestingCommands> = RequestingCommands[Name][1]

/** The two commands that make a connection the page's own. */
function openingCommands(deps: PairingDeps): Pick<Commands, Opening> {
  return {
    open: signed({
      name: 'open',
      signer: (_page, { pageKey }) => ({ pageKey, pairingId: '' }),
      unproven: 'proof_invalid',
      async run(page, { pageKey, purpose, name }) {
        const answer = await page.whileAsking(open(deps, { ...page.context, pageKey }, { purpose, name }))
        if (answer.ok) await own(page, { pageKey, pairingId: answer.view.pairingId }, deps)
        return answer
      },
    }),
    resume: signed({
      name: 'resume',
      signer: (_page, { pairingId }) => pageOf(deps, pairingId),
      unproven: 'pairing_over',
      async run(page, { pairingId }) {
        // What is limited is connections, so each takes a page over once: that is the part that writes.
        if (page.page) return again(deps, page, pairingId) // [P67]
        const proven = await pageOf(deps, pairingId)
        const answer = await page.whileAsking(resume(deps, pairingId, page.context.connection))
        if (answer.ok && proven) await own(page, proven, deps)
        return answer
      },
    }),
  }
}

/** Commands of the page that this connection has proven to be. */
function signedCommands(deps: PairingDeps): Pick<Commands, Exclude<SignedCommand, Opening>> {
  const ofPage = <Name extends Exclude<SignedCommand, Opening>>(
    name: Name,
    run: (pairingId: PairingId, body: Body<Name>, id: CommandId) => Promise<Answer<Done<Name>>>,
  ) =>
    signed({
      name,
      signer: ({ page }) => page,
      unproven: 'proof_invalid',
      run: ({ page }, body, id) => onPage(page, (pairing) => run(pairing, body, id)),
    })
  return {
    'new-code': ofPage('new-code', (pairing, _body, id) => newCode(deps, pairing, id)),
    'return-pin': ofPage('return-pin', (pairing, { pin }, id) => matchReturnPin(deps, pairing, id, pin)),
    'register-options': ofPage('register-options', (pairing, _body, id) =>
      registerOptions(deps, pairing, id),
    ),
    register: ofPage('register', (pairing, body) => register(deps, pairing, body)),
  }
}

/** After `open` or `resume` the connection is proven, so these need no signature. */
function unsignedCommands(deps: PairingDeps): Pick<Commands, 'state' | 'pin' | 'cancel'> {
  return {
    state: {
      takes: unsignedMessages.state,
      run: ({ page, context, shown }) =>
        shown.whileAnswering(onPage(page, (id) => pageState(deps, id, context.connection))),
    },
    pin: {
      takes: unsignedMessages.pin,
      run: ({ page, context, shown }, { id, name }) =>
        shown.whileAnswering(onPage(page, (pairing) => typeName(deps, pairing, id, name, context))),
    },
    cancel: {
      takes: unsignedMessages.cancel,
      run({ page, shown }, { id, report, notMine }) {
        const cause = notMine ? 'not-my-account' : report ? 'reported' : 'cancelled'
        return shown.whileAnswering(onPage(page, (pairing) => cancel(deps, pairing, id, cause)))
      },
    },
  }
}

async function onPage<Done extends object>(
  page: ProvenPage | null,
  work: (pairing: PairingId) => Promise<Answer<Done>>,
): Promise<Answer<Done>> {
  return page ? work(page.pairingId) : refusal('proof_invalid')
}

/** The page that a signed command has to come from. */
interface Signer {
  readonly pageKey: PageKey
  readonly pairingId: PairingId | ''
}

interface Signed<Name extends SignedCommand> {
  readonly name: Name
  /** Which page must have signed; null when there is none. */
  readonly signer: (page: RequestingLine, body: Body<Name>) => Promise<Signer | null> | Signer | null
  /** What a page without a good signature is told. */
  readonly unproven: ErrorCode
  readonly run: (page: RequestingLine, body: Body<Name>, id: CommandId) => Promise<Answer<Done<Name>>>
}

/** A command that counts only with a signature of the page key over it, made for this connection. */
function signed<Name extends SignedCommand>({
  name,
  signer,
  unproven,
  run,
}: Signed<Name>): Command<RequestingLine, SignedMessage, Done<Name>> {
  return {
    takes: signedMessage,
    async run(page, message) {
      const parsed = signedBodies[name].safeParse(jsonOf(message.body))
      if (!parsed.success) return refusal('bad_request')
      const by = await signer(page, parsed.data)
      if (!by || !page.proves(name, message, by.pageKey, by.pairingId)) return refusal(unproven) // [P38]
      return page.shown.whileAnswering(run(page, parsed.data, message.id))
    },
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Closes whoever has become no page in time. An answer that is on its way is waited for: that is our delay. */
function watchSilence(page: RequestingLine, careful: Careful): () => void {
  const look = () => {
    if (page.page || !page.line.isOpen()) stop()
    else if (!page.isAsking) page.line.close() // [P39]
  }
  const timer = setInterval(careful('watching for silence', look), FIRST_COMMAND_MS)
  const stop = () => clearInterval(timer)
  return stop
}

/** With the store away the drop is not written; then the pairing's own limits count. */
async function leave(deps: PairingDeps, { context, page }: RequestingLine): Promise<void> {
  if (!page) return
  await detach(deps, page.pairingId, context.connection).catch((err: unknown) =>
    deps.log.warn({ err }, 'A page dropped, and the store could not note it.'),
  )
}

async function pageOf(deps: PairingDeps, pairingId: PairingId): Promise<ProvenPage | null> {
  const pageKey = await pageKeyOf(deps, pairingId)
  return pageKey && { pageKey, pairingId }
}

/** A connection that already is a page is shown it as it stands, and no other. */
async function again(
  deps: PairingDeps,
  { page, context }: RequestingLine,
  pairingId: PairingId,
): Promise<Answer<Done<'resume'>>> {
  if (page?.pairingId !== pairingId) return refusal('not_now')
  return pageState(deps, pairingId, context.connection)
}

/** From now on this connection hears of this pairing and no other. */
async function own(page: RequestingLine, proven: ProvenPage, deps: PairingDeps): Promise<void> {
  page.page = proven
  page.shown.about(proven.pairingId)
  // It dropped while the page was taken over: nobody has written that down.
  if (!page.line.isOpen()) return leave(deps, page) // [P68]
  await hearOnly(page.line, proven.pairingId)
}
