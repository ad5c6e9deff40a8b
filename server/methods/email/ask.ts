import type { CodeAsked, EmailBodies } from '../../../shared/email-recovery.ts'
import { type Answer, refusal } from '../../errors/answer.ts'
import type { Guard } from '../../limits/guard.ts'
import { overLimit } from '../../limits/over-limit.ts'
import { readMailAddress } from '../../mail/mail-address.ts'
import type { Page } from '../../recovery/slow/given-proof.ts'
import type { RequestContext } from '../../requests/request-context.ts'
import type { Keys } from '../../secrets/keys.ts'
import type { KnownBrowsers } from '../../sessions/known-browsers.ts'
import { hashCode } from './hash-code.ts'
import type { MailedCodes } from './mailed-codes.ts'
import { codeOf, idOf, newSecret } from './secrets.ts'
import type { EmailSettings } from './settings.ts'

interface AskDeps {
  readonly setting: EmailSettings
  readonly codes: Pick<MailedCodes, 'ask' | 'whose'>
  readonly guard: Pick<Guard, 'mailedProof'>
  readonly keys: Pick<Keys, 'current'>
  readonly knownBrowsers: Pick<KnownBrowsers, 'idOf'>
}

/** Someone without a passkey asks for a mail to an address. */
export type Ask = (
  body: EmailBodies['/api/email/ask'],
  page: Page,
  context: RequestContext,
) => Promise<Answer<{ readonly body: CodeAsked }>>

/** Makes it, from what it needs. */
export function createAsk({ setting, codes, guard, keys, knownBrowsers }: AskDeps): Ask {
  return async ({ address: typed }, { pageKey }, context) => {
    const { device, network, place, browser, knownToken, readLink } = context
    if (setting === 'off') return refusal('not_found') // [E1]
    const address = readMailAddress(typed)
    if (address === null) return refusal('address_invalid')
    const whose = await codes.whose({ pageKey, readLink }, address)
    const provenPage = whose?.isProven ? pageKey : null
    const by = {
      provenPage,
      knownBrowser: knownBrowsers.idOf(whose?.accountId ?? null, knownToken),
      readLink: whose?.hasRead ? readLink : null,
    }
    const over = overLimit(await guard.mailedProof({ address, browser, ...by }, network))
    if (over) return over // [E12]
    const secret = newSecret()
    const id = idOf(secret)
    const code = codeOf(secret)
    const requester = { device, network: network.shown, place: place?.name ?? null }
    const codeHash = hashCode(keys.current, id, code)
    return { ok: true, body: await codes.ask({ pageKey, address, id, secret, code, codeHash, requester }) }
  }
}
