import type { CaseRow } from '../../shared/assisted.ts'
import type { PasskeyDevice } from './passkey-device.ts'
import { runSql } from './run-sql.ts'
import type { Site } from './sites.ts'

export const CHECK = 'Called back at the number that we have on file.'

const DAY = 24 * 60 * 60_000

/** As if an account had been made, and had got its role, more than a week ago: it counts as a supporter. */
export async function ageSupporter(site: Site, accountId: string): Promise<void> {
  const earlier = 7 * DAY + 60_000
  await runSql(
    site,
    `update admins set granted_at = granted_at - ${earlier} where account_id = '${accountId}'`,
  )
  await runSql(
    site,
    `update credentials set created_at = created_at - ${earlier} where account_id = '${accountId}'`,
  )
}

/** The cases in the console of a supporter, without a browser. */
export class Supporter {
  readonly device: PasskeyDevice

  constructor(device: PasskeyDevice) {
    this.device = device
  }

  /** The case with a number; null if there is none. */
  async find(number: string, url = this.device.url): Promise<CaseRow | null> {
    const { body, error } = await this.device.post('/api/cases/list', { number }, url)
    if (error) throw new Error(`Refused: ${error.code}`)
    return body.cases[0] ?? null
  }

  async vouch(caseId: string, check = CHECK, url = this.device.url) {
    const stepUp = await this.device.stepUp({ do: 'vouch-case', caseId })
    return this.device.post('/api/cases/vouch', { caseId, check, stepUp }, url)
  }

  /** And reads the code out. */
  async confirm(caseId: string, url = this.device.url) {
    const { body, ...rest } = await this.give(caseId, null, url)
    return { ...rest, body: { ...body, code: body?.code ?? '' } }
  }

  /** Confirms, and has the code mailed to an address; null to read it out. */
  async give(caseId: string, mailTo: string | null, url = this.device.url) {
    const stepUp = await this.device.stepUp({ do: 'confirm-case', caseId })
    return this.device.post('/api/cases/confirm', { caseId, mailTo, stepUp }, url)
  }

  async reject(caseId: string, reason = 'Somebody else called', url = this.device.url) {
    return this.device.post('/api/cases/reject', { caseId, reason }, url)
  }

  async end(caseId: string, reason = 'The owner says it wasn’t them', url = this.device.url) {
    const stepUp = await this.device.stepUp({ do: 'end-case', caseId })
    return this.device.post('/api/cases/end', { caseId, reason, stepUp }, url)
  }
}
