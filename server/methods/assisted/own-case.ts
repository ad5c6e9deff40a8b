import { type CaseBodies, type OwnCase, type PageCase, parseCaseCode } from '../../../shared/assisted.ts'
import type { SlowRecoveryView } from '../../../shared/slow-recovery.ts'
import { parseAccountName } from '../../accounts/account-name.ts'
import type { AccountStore } from '../../accounts/account-store.ts'
import { type Answer, refusal } from '../../errors/answer.ts'
import type { Guard } from '../../limits/guard.ts'
import { overLimit } from '../../limits/over-limit.ts'
import type { AddProof, Page, ProvingPage } from '../../recovery/slow/given-proof.ts'
import type { RequestContext } from '../../requests/request-context.ts'
import { sameText } from '../../secrets/same-text.ts'
import { hashCaseCode } from './case-code.ts'
import type { Cases } from './cases.ts'
import type { AssistedSettings, CaseCodeSettings } from './settings.ts'

interface OwnCaseDeps {
  readonly setting: AssistedSettings
  readonly codes: CaseCodeSettings
  readonly cases: Pick<Cases, 'open' | 'ofPage' | 'countTry'>
  readonly accounts: Pick<AccountStore, 'findByName'>
  readonly guard: Pick<Guard, 'caseOpened'>
  readonly addProof: AddProof
}

type Body<Done> = Promise<Answer<{ readonly body: Done }>>

/** What somebody without anything does on the page that has their case. */
export interface OwnCases {
  /** Opens a case. The answer and the work are the same for every name. */
  ask(body: CaseBodies['/api/case/ask'], page: Page, context: RequestContext): Body<OwnCase>
  look(body: CaseBodies['/api/case/look'], page: Page): Body<PageCase>
  /** Takes the code that a supporter read out or had mailed. One answer for all that does not work. */
  prove(
    body: CaseBodies['/api/case/prove'],
    page: ProvingPage,
    context: RequestContext,
  ): Body<SlowRecoveryView>
}

/** Makes it, from what it needs. */
export function createOwnCases({ setting, codes, cases, accounts, guard, addProof }: OwnCaseDeps): OwnCases {
  return {
    async ask({ name: typed }, { pageKey }, { device, network, place, browser }) {
      if (setting === 'off') return refusal('not_found') // [C1]
      const read = parseAccountName(typed)
      if (!read.ok) return refusal(read.code)
      const { name } = read
      const over = overLimit(await guard.caseOpened({ name: name.folded, browser }, network))
      if (over) return over // [C4]
      const account = await accounts.findByName(name.folded)
      const requester = { device, network: network.shown, place: place?.name ?? null }
      const opening = { pageKey, name, accountId: account?.id ?? null, requester }
      return { ok: true, body: await cases.open(opening) }
    },
    async look(_, { pageKey }) {
      if (setting === 'off') return refusal('not_found') // [C1]
      return { ok: true, body: await cases.ofPage(pageKey) }
    },
    async prove({ code: typed }, page, context) {
      if (setting === 'off') return refusal('not_found') // [C1]
      const code = parseCaseCode(typed)
      if (code === null) return refusal('code_invalid')
      const found = await cases.countTry(page.pageKey)
      if (!found) return refusal('code_invalid')
      const { caseId, accountId, codeHash, isMailed } = found
      const hash = hashCaseCode(code, { caseId, accountId, pageKey: page.pageKey })
      if (!sameText(hash, codeHash)) return refusal('code_invalid') // [C14]
      const isAllowed = isMailed ? codes.mail : codes.read
      if (!isAllowed) return refusal('code_invalid') // [C35]
      return addProof(page, { accountId, method: 'assisted', evidence: `case ${caseId} ${hash}` }, context)
    },
  }
}
