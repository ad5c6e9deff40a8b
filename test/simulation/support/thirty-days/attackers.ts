import type { Credential } from '../../../../server/passkeys/credential.ts'
import type { Account } from './account.ts'
import { canAct, type Means, type Shown } from './shown.ts'

/** With more passkeys they would only be slower to watch. */
const MOST_PASSKEYS = 2

/** Does what can be done, and says whether anything came of it. */
type Act = (account: Account, by: Credential, shown: Shown) => Promise<boolean>

const ofOwner = (account: Account, { passkeys }: Shown) =>
  passkeys.filter((one) => account.side(one) === 'owner' && one.status !== 'removed')

const activeOfOwner = (account: Account, shown: Shown) =>
  ofOwner(account, shown).filter(({ status }) => status === 'active')

const theirsOf = (account: Account, { passkeys }: Shown) =>
  passkeys.filter((one) => account.side(one) === 'others')

const areFew = (account: Account, shown: Shown) =>
  theirsOf(account, shown).filter(({ status }) => status === 'active').length < MOST_PASSKEYS

async function anyOf<Item>(items: readonly Item[], act: (item: Item) => Promise<boolean>): Promise<boolean> {
  let any = false
  for (const item of items) if (await act(item)) any = true
  return any
}

/** What attackers do with a passkey that can act. */
const ACTS: Readonly<Record<string, Act>> = {
  add: async (account, by, shown) => areFew(account, shown) && account.add(by.id, 'others'),
  async approve(account, by, shown) {
    if (!areFew(account, shown)) return false
    const [retired] = activeOfOwner(account, shown)
    return account.pages.approve(
      by.id,
      'others',
      retired ? { retiredId: retired.id, retireMode: 'stolen' } : null,
    )
  },
  report: (account, by, shown) => anyOf(activeOfOwner(account, shown), ({ id }) => account.report(by.id, id)),
  remove: (account, by, shown) => anyOf(activeOfOwner(account, shown), ({ id }) => account.remove(by.id, id)),
  undo(account, by, shown) {
    const owners = ofOwner(account, shown).map(({ id }) => id)
    const brought = shown.arrivals.filter(({ credentialId }) => credentialId && owners.includes(credentialId))
    return anyOf(brought, async (arrival) => {
      const isStopped = await account.freeze(by.id, arrival)
      return (await account.undo(by.id, arrival)) || isStopped
    })
  },
  async giveBack(account, by, shown) {
    const theirs = theirsOf(account, shown)
    const aside = theirs.filter(({ status }) => status === 'suspended')
    const frozen = shown.arrivals.filter(
      ({ state, credentialId }) => state === 'frozen' && theirs.some(({ id }) => id === credentialId),
    )
    const restored = await anyOf(aside, ({ id }) => account.restore(by.id, id))
    return (await anyOf(frozen, (arrival) => account.lift(by.id, arrival))) || restored
  },
  veto: (account, by, { underWay }) =>
    anyOf(
      underWay.filter((one) => account.pages.sideOf(one) === 'owner'),
      (one) => account.veto(by.id, one),
    ),
  codes: async (account, by, { codes }) =>
    (codes.next === null || account.isOf('owner', codes.next.madeBy)) && account.makeCodes(by.id),
  codesOff: async (account, by, { codes }) => codes.off === null && account.switchCodesOff(by.id),
  rename: async (account, by, { renaming }) => renaming === null && account.rename(by.id),
  delete: async (account, by, { deletion }) => deletion === null && account.delete(by.id),
  contact: async (account, by, { contacts }) => contacts.length === 0 && account.nameContact(by.id),
  cancel: (account, by, { scheduled }) =>
    anyOf(
      scheduled.filter((one) => account.isOf('owner', one.by)),
      ({ id }) => account.cancel(by.id, id),
    ),
}

/** What they can do in one step, in the order of somebody who knows the rules. */
export const MOVES = [...Object.keys(ACTS), 'stop', 'pause', 'takeBack', 'recover']

/** What they have without a passkey. */
export interface Hands {
  readonly means: readonly Means[]
  /** Supporters among them, of whom each takes back what came of the help of others. */
  readonly supporters: number
}

const isLive = ({ status }: Credential) => status === 'active' || status === 'suspended'

/** Makes these moves with each passkey of the attackers, or with all that they can prove. */
export async function strike(account: Account, hands: Hands, moves: readonly string[]): Promise<void> {
  let shown = await account.look()
  for (const move of moves) {
    const isBare = hands.means.length === 0 && hands.supporters === 0
    if (isBare && !theirsOf(account, shown).some(isLive)) return
    const did = await doMove(account, hands, move, shown)
    if (did) shown = await account.look()
  }
}

async function doMove(
  account: Account,
  { means, supporters }: Hands,
  move: string,
  shown: Shown,
): Promise<boolean> {
  const live = theirsOf(account, shown).filter(isLive)
  switch (move) {
    case 'recover':
      return comeIn(account, means, shown)
    case 'stop':
      return anyOf(live, ({ id }) => account.stop(id))
    case 'pause':
      return anyOf(
        means.includes('email') ? shown.underWay.filter((one) => account.pages.sideOf(one) === 'owner') : [],
        (one) => account.pauseByMail(one),
      )
    case 'takeBack':
      return account.betray(supporters)
    default:
      return anyOf(live.filter(canAct), (by) => ACTS[move]!(account, by, shown))
  }
}

async function comeIn(account: Account, means: readonly Means[], shown: Shown): Promise<boolean> {
  if (means.length === 0 || !areFew(account, shown)) return false
  const standing = await account.pages.standing('others')
  if (standing === 'on-hold' || standing === 'paused') return false
  const again = standing === 'needs-proof-again' ? means.slice(0, 1) : means
  const proven = standing !== 'ready' && (await anyOf(again, (one) => account.prove('others', one)))
  return (await account.pages.finish('others')) || proven
}

/** Tries what a stranger can who knows the name. True if something came of it. */
export async function guess(account: Account): Promise<boolean> {
  const code = await account.pages.proveWith('backup-code', 'guessed/0')
  const link = await account.pages.proveWith('assisted', JSON.stringify(['guessed', 'page']))
  return code || link
}
