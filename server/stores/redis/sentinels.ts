import { askOnce } from './ask-once.ts'
import { type Login, sentinelOptions } from './connection-options.ts'
import type { RedisPlace } from './redis-url.ts'
import { noSuchGroup, unusable } from './start-problem.ts'

const NO_LOGIN: Login = {}

/**
 * The login that the sentinels accept: the one of the address, only its password if they know no users, or none if
 * they ask for none. All three are common. Throws a sentence if no sentinel can say where the master is.
 */
export async function sentinelLogin(place: RedisPlace, timeoutMs: number): Promise<Login> {
  const { kind, hosts, username, password, master = '' } = place
  if (kind !== 'sentinel') return NO_LOGIN
  const logins = [
    { username, password },
    ...(username ? [{ password }] : []),
    ...(password ? [NO_LOGIN] : []),
  ]
  let why: string | null = null
  for (const at of hosts) {
    for (const login of logins) {
      const options = { ...sentinelOptions(place, login, timeoutMs), ...at }
      const asked = await askOnce(options, 'SENTINEL', 'GET-MASTER-ADDR-BY-NAME', master)
      if ('answer' in asked && asked.answer !== null) return login
      why ??= 'why' in asked ? asked.why : null
      if (!('why' in asked && /WRONGPASS/.test(asked.why))) break
    }
  }
  throw why === null ? noSuchGroup(place) : unusable(place, why)
}
