import type { ErrorCode } from '../../../../shared/errors.ts'
import type { CommandId, PageKey, PairingId } from '../../../../shared/ids.ts'
import type { SignedCommand } from '../../../../shared/page-signature.ts'
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
import type { PageLink } from '../steps/page-link.ts'
import type { Steps } from '../steps/steps.ts'
import { type ProvenPage, RequestingLine } from './requesting-line.ts'
import { signedBodies, signedMessage, unsignedMessages } from './schemas.ts'
import { hearOnly } from './topics.ts'

/** The namespace of requesting pages. */
export const REQUESTING = '/lost'

/** The channel of requesting pages. A page signs the commands that matter, with a key that no other page has. */
export function requestingChannel(
  steps: PageSteps,
  careful: Careful,
): Channel<RequestingEvents, RequestingLine> {
  return {
    name: REQUESTING,
    enter: (context, line) => new RequestingLine(context, line),
    commands: {
      ...openingCommands(steps),
      ...signedCommands(steps),
      ...unsignedCommands(steps),
    } satisfies Commands,
    entered(page) {
      page.line.emit('hello', { connection: page.context.connection, nonce: page.nextNonce() })
      page.stopWatching = watchSilence(page, careful)
    },
    acknowledged: (page) => ({ nonce: page.nextNonce() }),
    left: (page) => {
      page.stopWatching()
      return leave(steps.pageLink, page)
    },
  }
}

type PageSteps = Pick<Steps, 'open' | 'pageLink' | 'typeName' | 'returnPin' | 'makePasskey' | 'stop'>
type Commands = CommandsOf<RequestingCommands, RequestingLine, RequestingMessages>
type Opening = 'open' | 'resume'
type Body<Name extends keyof RequestingCommands> = RequestingCommands[Name][0]
type Done<Name extends keyof RequestingCommands> = RequestingCommands[Name][1]

/** The two commands that prove which page a connection belongs to. */
function openingCommands({ open, pageLink }: PageSteps): Pick<Commands, Opening> {
  return {
    open: signed({
      name: 'open',
      signer: (_page, { pageKey }) => ({ pageKey, pairingId: '' }),
      unsigned: 'signature_invalid',
      async run(page, { pageKey, purpose, name }) {
        const answer = await page.whileAsking(open({ ...page.context, pageKey }, { purpose, name }))
        if (answer.ok) await own(pageLink, page, { pageKey, pairingId: answer.view.pairingId })
        return answer
      },
    }),
    resume: signed({
      name: 'resume',
      signer: (_page, { pairingId }) => pageOf(pageLink, pairingId),
      unsigned: 'pairing_over',
      async run(page, { pairingId }) {
        // Only the number of connections is limited, and taking over a page is a write. So each connection can do
        // it once.
        if (page.page) return again(pageLink, page, pairingId) // [P67]
        const proven = await pageOf(pageLink, pairingId)
        const answer = await page.whileAsking(pageLink.resume(pairingId, page.context.connection))
        if (answer.ok && proven) await own(pageLink, page, proven)
        return answer
      },
    }),
  }
}

/** Signed commands of the page that this connection has proven to be. */
function signedCommands({
  typeName,
  returnPin,
  makePasskey,
}: PageSteps): Pick<Commands, Exclude<SignedCommand, Opening>> {
  const ofPage = <Name extends Exclude<SignedCommand, Opening>>(
    name: Name,
    run: (pairingId: PairingId, body: Body<Name>, id: CommandId) => Promise<Answer<Done<Name>>>,
  ) =>
    signed({
      name,
      signer: ({ page }) => page,
      unsigned: 'signature_invalid',
      run: ({ page }, body, id) => onPage(page, (pairing) => run(pairing, body, id)),
    })
  return {
    'new-code': ofPage('new-code', (pairing, _body, id) => typeName.newCode(pairing, id)),
    'return-pin': ofPage('return-pin', (pairing, { pin }, id) => returnPin.match(pairing, id, pin)),
    'register-options': ofPage('register-options', (pairing, _body, id) => makePasskey.options(pairing, id)),
    register: ofPage('register', (pairing, body) => makePasskey.register(pairing, body)),
  }
}

/** After `open` or `resume` the connection is proven, so these commands need no signature. */
function unsignedCommands({
  pageLink,
  typeName,
  stop,
}: PageSteps): Pick<Commands, 'state' | 'pin' | 'cancel'> {
  return {
    state: {
      takes: unsignedMessages.state,
      run: ({ page, context, shown }) =>
        shown.whileAnswering(onPage(page, (id) => pageLink.state(id, context.connection))),
    },
    pin: {
      takes: unsignedMessages.pin,
      run: ({ page, context, shown }, { id, name }) =>
        shown.whileAnswering(onPage(page, (pairing) => typeName.type(pairing, id, name, context))),
    },
    cancel: {
      takes: unsignedMessages.cancel,
      run({ page, shown }, { id, report, notMine }) {
        const cause = notMine ? 'not-my-account' : report ? 'reported' : 'cancelled'
        return shown.whileAnswering(onPage(page, (pairing) => stop.cancel(pairing, id, cause)))
      },
    },
  }
}

async function onPage<Done extends object>(
  page: ProvenPage | null,
  work: (pairing: PairingId) => Promise<Answer<Done>>,
): Promise<Answer<Done>> {
  return page ? work(page.pairingId) : refusal('signature_invalid')
}

/** The page that must have signed a command. */
interface Signer {
  readonly pageKey: PageKey
  readonly pairingId: PairingId | ''
}

interface Signed<Name extends SignedCommand> {
  readonly name: Name
  /** The page that must have signed it. Null if there is none. */
  readonly signer: (page: RequestingLine, body: Body<Name>) => Promise<Signer | null> | Signer | null
  /** The refusal for a signature that is not valid. */
  readonly unsigned: ErrorCode
  readonly run: (page: RequestingLine, body: Body<Name>, id: CommandId) => Promise<Answer<Done<Name>>>
}

/** A command that is accepted only with a signature of the page key over it, made for this connection. */
function signed<Name extends SignedCommand>({
  name,
  signer,
  unsigned,
  run,
}: Signed<Name>): Command<RequestingLine, SignedMessage, Done<Name>> {
  return {
    takes: signedMessage,
    async run(page, message) {
      const parsed = signedBodies[name].safeParse(jsonOf(message.body))
      if (!parsed.success) return refusal('bad_request')
      const by = await signer(page, parsed.data)
      if (!by || !page.hasSigned(name, message, by.pageKey, by.pairingId)) return refusal(unsigned) // [P38]
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

/**
 * Closes a connection that has not proven a page in time. If an answer is still being made, it waits for that,
 * because that delay is ours.
 */
function watchSilence(page: RequestingLine, careful: Careful): () => void {
  const look = () => {
    if (page.page || !page.line.isOpen()) stop()
    else if (!page.isAsking) page.line.close() // [P39]
  }
  const timer = setInterval(careful('watching for silence', look), FIRST_COMMAND_MS)
  const stop = () => clearInterval(timer)
  return stop
}

async function leave(link: PageLink, { context, page }: RequestingLine): Promise<void> {
  if (page) await link.detach(page.pairingId, context.connection)
}

async function pageOf(link: PageLink, pairingId: PairingId): Promise<ProvenPage | null> {
  const pageKey = await link.pageKeyOf(pairingId)
  return pageKey && { pageKey, pairingId }
}

/** A connection that is proven already is shown its own pairing again, and no other. */
async function again(
  link: PageLink,
  { page, context }: RequestingLine,
  pairingId: PairingId,
): Promise<Answer<Done<'resume'>>> {
  if (page?.pairingId !== pairingId) return refusal('not_now')
  return link.state(pairingId, context.connection)
}

/** From now on, this connection gets news of this pairing and of no other. */
async function own(link: PageLink, page: RequestingLine, proven: ProvenPage): Promise<void> {
  page.page = proven
  page.shown.about(proven.pairingId)
  // The connection was lost while it took the page over, and nobody has noted that yet.
  if (!page.line.isOpen()) return leave(link, page) // [P68]
  await hearOnly(page.line, proven.pairingId)
}
