import type { RedisPlace } from '../../config/redis-url.ts'
import { type Answered, askOnce } from './ask-once.ts'
import { type Login, sentinelOptions } from './connection-options.ts'
import { noSuchGroup, unusable } from './start-problem.ts'

const NO_LOGIN: Login = {}

/**
 * The login that the sentinels take: that of the address, or none where they know none and ask for none, as many are
 * set up. Throws a sentence when none of them can say where the master is.
 */
export async function sentinelLogin(place: RedisPlace, timeoutMs: number): Promise<Login> {
  const { kind, hosts, username, password, master = '' } = place
  if (kind !== 'sentinel') return NO_LOGIN
  const full = { username, password }
  let why: string | null = null
  for (const at of hosts) {
    const ask = (login: Login) =>
      askOnce(
        { ...sentinelOptions(place, login, timeoutMs), ...at },
        'SENTINEL',
        'GET-MASTER-ADDR-BY-NAME',
        master,
      )
    const first = await ask(full)
    const refused = 'why' in first && /WRONGPASS/.test(first.why)
    const second = refused ? await ask(NO_LOGIN) : first
    if (namesMaster(second)) return refused ? NO_LOGIN : full
    why ??= 'why' in first ? first.why : null
  }
  throw why === null ? noSuchGroup(place) : unusable(place, why)
}

function namesMaster(answered: Answered): boolean {
  return 'answer' in answered && answered.answer !== null
}
