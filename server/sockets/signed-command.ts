import type { z } from 'zod'
import type { ErrorCode } from '../../shared/errors.ts'
import type { CommandId, PageKey, PairingId } from '../../shared/ids.ts'
import type { SignedCommand } from '../../shared/page-proof.ts'
import { type Answer, refusal } from '../answer.ts'
import { type CommandContext, onCommand } from './command.ts'
import type { LostConnection } from './lost-connection.ts'
import { lostBodies, signedMessage } from './schemas.ts'

type Bodies = typeof lostBodies

/** The page that a signed command has to come from. */
interface Signer {
  readonly pageKey: PageKey
  readonly pairingId: PairingId | ''
}

interface Signed<Name extends SignedCommand> {
  readonly name: Name
  /** Which page must have signed; null when there is none. */
  readonly signer: (body: z.output<Bodies[Name]>) => Promise<Signer | null> | Signer | null
  /** What a page without a good signature is told. */
  readonly unproven: ErrorCode
  readonly run: (body: z.output<Bodies[Name]>, id: CommandId) => Promise<Answer<object>>
}

/** A command that counts only with a signature of the page key over it, made for this connection. */
export function onSigned<Name extends SignedCommand>(
  context: CommandContext,
  connection: LostConnection,
  { name, signer, unproven, run }: Signed<Name>,
): void {
  onCommand(context, name, signedMessage, async (message) => {
    const parsed = lostBodies[name].safeParse(jsonOf(message.body))
    if (!parsed.success) return refusal('bad_request')
    const body = parsed.data as z.output<Bodies[Name]>
    const page = await signer(body)
    if (!page || !connection.proves(name, message, page.pageKey, page.pairingId)) return refusal(unproven) // [P38]
    return run(body, message.id)
  })
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
