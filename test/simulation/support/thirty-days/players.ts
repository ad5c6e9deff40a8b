import type { Key, Side } from './account.ts'
import type { Account, Means } from './recoveries.ts'

const keysOf = (account: Account, side: Side) => account.keys.filter((key) => key.side === side)
const actingOf = (account: Account, side: Side) => keysOf(account, side).filter((key) => account.canAct(key))

/** Whether somebody of this side is signed in or can sign in. */
export function isIn(account: Account, side: Side): boolean {
  return keysOf(account, side).some(({ status }) => status === 'active')
}

/** Whether the owner sees anything on the account page, or misses a device, that is not theirs. */
function isAlarming(account: Account): boolean {
  return (
    isIn(account, 'others') ||
    account.recoveries.some(({ side }) => side === 'others') ||
    account.scheduled.some(({ by }) => by.side === 'others') ||
    account.waiting?.by.side === 'others' ||
    actingOf(account, 'owner').length === 0
  )
}

/** What an owner did, in the words of the table. */
export type Deed =
  | 'stopped changes'
  | 'stopped a recovery'
  | 'removed and undid what was not theirs'
  | 'made new codes'
  | 'used a backup code'
  | 'used a backup code and the mailbox'
  | 'asked whoever runs the site'

/** An owner reads the news every 72 hours at least, and then does what the pages say, once an hour, until all is well. */
export function createOwner(account: Account, means: readonly Means[], readsAt: number) {
  const deeds = new Set<Deed>()
  let isAlert = false
  let triedSince: number | null = null

  return {
    deeds,
    act(hour: number): void {
      if (hour % 72 === readsAt) isAlert = isAlarming(account)
      const [first] = actingOf(account, 'owner')
      if (!isAlert && first) account.lastUsedAt = account.now
      if (!isAlert) return
      stopChanges()
      for (const key of actingOf(account, 'owner')) clear(key)
      if (actingOf(account, 'owner').length === 0) comeBack(hour)
      else triedSince = null
      isAlert = isAlarming(account)
    },
  }

  function stopChanges(): void {
    const theirs = keysOf(account, 'others').filter(({ status }) => status === 'active').length
    for (const key of keysOf(account, 'owner')) if (key.status !== 'removed') account.stop(key)
    const left = keysOf(account, 'others').filter(({ status }) => status === 'active').length
    if (left < theirs) deeds.add('stopped changes')
  }

  function clear(key: Key): void {
    if (account.recoveries.some(({ side }) => side === 'others')) {
      deeds.add('stopped a recovery')
      account.veto(key)
      account.makeCodes(key)
      deeds.add('made new codes')
    }
    for (const other of keysOf(account, 'others')) {
      if (other.status === 'removed') continue
      const before = other.status
      account.undo(key, other)
      if (other.status === 'active') account.report(key, other)
      if (before !== 'suspended' && other.status === 'suspended')
        deeds.add('removed and undid what was not theirs')
    }
    for (const own of keysOf(account, 'owner')) if (own.status !== 'active') account.giveBack(key, own)
    account.cancel(key)
    if (account.waiting?.by.side === 'others') account.makeCodes(key)
  }

  function comeBack(hour: number): void {
    if (isIn(account, 'owner')) return
    triedSince ??= hour
    const own = means.filter((one) => one !== 'operator' && account.can('owner', one))
    const isTime = own.length === 0 || hour - triedSince > 14 * 24
    const using = isTime && means.includes('operator') ? (['operator'] as const) : own
    const verdict = account.verdict('owner')
    if (verdict === null || verdict.is === 'none') for (const one of using) account.prove('owner', one)
    else if (verdict.is === 'prove-again' && using[0]) account.prove('owner', using[0])
    else if (using[0] === 'operator' && verdict.is === 'wait') account.prove('owner', 'operator')
    if (using.length > 0 && account.verdict('owner')?.is === 'enough') deeds.add(deedOf(using))
    account.finish('owner')
  }
}

function deedOf(using: readonly Means[]): Deed {
  if (using.includes('operator')) return 'asked whoever runs the site'
  return using.length > 1 ? 'used a backup code and the mailbox' : 'used a backup code'
}

/** What attackers can do in one hour, with all that they have between them. */
export const MOVES = [
  'add',
  'report',
  'remove',
  'undo',
  'give back',
  'stop',
  'veto',
  'codes',
  'recover',
] as const

export type Move = (typeof MOVES)[number]

/** Makes a move with each passkey of the attackers, on everything of the owner. */
export function strike(account: Account, means: readonly Means[], move: Move): void {
  const theirs = keysOf(account, 'others')
  const owners = keysOf(account, 'owner')
  if (theirs.some((key) => account.canAct(key))) account.lastUsedAt = account.now
  for (const by of theirs) {
    if (move === 'add' && theirs.filter(({ status }) => status === 'active').length < 4) account.add(by)
    if (move === 'stop') account.stop(by)
    if (move === 'veto') account.veto(by)
    if (move === 'codes') account.makeCodes(by)
    if (move === 'report') for (const on of owners) account.report(by, on)
    if (move === 'remove') for (const on of owners) account.remove(by, on)
    if (move === 'undo') for (const on of owners) account.undo(by, on)
    if (move === 'give back') for (const on of theirs) account.giveBack(by, on)
  }
  if (move === 'veto') account.pauseByMail('others')
  if (move === 'recover') comeIn(account, means)
}

function comeIn(account: Account, means: readonly Means[]): void {
  if (theirArrivals(account) > 3) return
  const verdict = account.verdict('others')
  if (verdict === null || verdict.is === 'none') for (const one of means) account.prove('others', one)
  else if (verdict.is === 'prove-again' && means[0]) account.prove('others', means[0])
  account.finish('others')
}

const theirArrivals = (account: Account) =>
  keysOf(account, 'others').filter((key) => key.status === 'active' && key.broughtBy === null).length
