import { LIFETIMES } from '../../../server/methods/pairing/lifetimes.ts'
import {
  type Claim,
  type Command,
  claimOf,
  type Pairing,
  type Step,
  transition,
} from '../../../server/methods/pairing/machine.ts'
import type {
  AccountId,
  ClaimId,
  CommandId,
  ConnectionId,
  CredentialId,
  SessionId,
} from '../../../shared/ids.ts'
import { AT, approval, open, openBound, openDual } from '../../support/pairing-records.ts'
import { type Act, DEVICES, type Device } from './acts.ts'

/** One command and what came of it. */
export interface Event {
  readonly before: Pairing
  readonly command: Command
  readonly now: number
  readonly step: Step
  readonly after: Pairing
}

type CommandAct = Exclude<Act, { do: 'wait' | 'retry' }>

export const accountOf = (device: Device) => `account-${device.split(' ')[0]}` as AccountId
export const nameOf = (account: AccountId) => `The name of ${account}`
const bindings = { alice: 'account-alice' as AccountId, bob: 'account-bob' as AccountId, nobody: null }
const pinHash = (epoch: number) => `PIN of epoch ${epoch}`
const returnPinHash = (claim: ClaimId, round: number) => `return PIN ${round} of ${claim}`

/** Where a story may begin: an open page that is single, dual, or bound to Alice. */
export const beginnings: readonly Pairing[] = [
  open,
  openDual,
  { ...openBound, pinHash: pinHash(openBound.epoch) },
]

/** Plays a story on one pairing and returns all that happened. Every record on the way is frozen. */
export function play(beginning: Pairing, story: readonly Act[]): readonly Event[] {
  const events: Event[] = []
  let pairing = frozen(beginning)
  let now: number = AT.opened
  for (const [turn, act] of story.entries()) {
    if (act.do === 'wait') {
      now += act.ms
      continue
    }
    const command = act.do === 'retry' ? events.at(-act.back)?.command : commandOf(act, pairing, turn, events)
    if (!command) continue
    const step = transition(pairing, frozen(command), now, LIFETIMES)
    const after = frozen(step.next ?? pairing)
    events.push({ before: pairing, command, now, step, after })
    pairing = after
  }
  return events
}

function commandOf(act: CommandAct, pairing: Pairing, turn: number, events: readonly Event[]): Command {
  const id = `command-${turn}` as CommandId
  switch (act.do) {
    case 'claim':
      return { ...claimCommand(act, pairing, turn), id }
    case 'renew-return-pin':
    case 'approve':
    case 'deny':
      return { ...decisionCommand(act, pairing, events), id }
    default:
      return plainCommand(act, pairing, turn, id)
  }
}

function claimCommand(act: Extract<Act, { do: 'claim' }>, pairing: Pairing, turn: number): Command {
  const id = `claim-${turn}` as ClaimId
  const { accountId, sessionId } = person(act.who, pairing)
  const byPin = act.code === 'pin' || act.code === 'earlier pin' || act.code === 'wrong pin'
  const codes = {
    current: { epoch: pairing.epoch, until: Infinity },
    earlier: { epoch: pairing.epoch - 1, until: Infinity },
    pin: { pinHash: pinHash(pairing.epoch) },
    'earlier pin': { pinHash: pinHash(pairing.epoch - 1) },
    'wrong pin': { pinHash: 'PIN that nobody shows' },
  }
  const way = byPin ? 'pin' : 'qr'
  return {
    type: 'claim',
    claim: {
      id,
      accountId,
      accountName: nameOf(accountId),
      sessionId,
      at: 0,
      way,
      between: { network: 'other', distanceKm: null },
    },
    browser: act.inPagesBrowser ? pairing.browser : `browser of ${sessionId}`,
    code: codes[act.code],
    returnPinHash: returnPinHash(id, 0),
    reasons: act.marked ? ['two-pages'] : [],
  }
}

function decisionCommand(
  act: Extract<Act, { do: 'approve' | 'deny' | 'renew-return-pin' }>,
  pairing: Pairing,
  events: readonly Event[],
): Command {
  const { accountId, sessionId } = person(act.who, pairing)
  const claimId =
    (act.claim === 'current' ? claimOf(pairing)?.id : earlierClaim(events)) ?? ('none' as ClaimId)
  const claimant = { accountId, sessionId, claimId }
  const viewVersion = act.view === 'current' ? pairing.viewVersion : pairing.viewVersion - 1
  switch (act.do) {
    case 'approve':
      return { type: 'approve', viewVersion, approval: { ...approval, at: 0 }, ...claimant }
    case 'deny':
      return { type: 'deny', report: false, ...claimant }
    case 'renew-return-pin': {
      const round = pairing.state === 'claimed' ? pairing.returnPin.round + 1 : 0
      return { type: 'renew-return-pin', hash: returnPinHash(claimId, round), ...claimant }
    }
    default:
      return act.do satisfies never
  }
}

function plainCommand(
  act: Exclude<CommandAct, { do: 'claim' | 'approve' | 'deny' | 'renew-return-pin' }>,
  pairing: Pairing,
  turn: number,
  id: CommandId,
): Command {
  const nextPin = pinHash(pairing.epoch + 1)
  const connection = (act.right ? pairing.connection : `connection-${turn}`) as ConnectionId
  const credentialId = (act.right ? 'credential-new' : 'credential-other') as CredentialId
  switch (act.do) {
    case 'bind-name':
      return {
        type: act.do,
        id,
        binding: { name: act.name, accountId: bindings[act.name] },
        pinHash: nextPin,
      }
    case 'new-code':
      return { type: act.do, id, pinHash: pairing.binding && nextPin }
    case 'return-pin':
      return { type: act.do, id, hash: act.right ? rightReturnPin(pairing) : 'return PIN of nobody' }
    case 'set-challenge':
      return { type: act.do, id, challenge: `challenge-${turn}` }
    case 'registered':
      return { type: act.do, credentialId }
    case 'sealed':
      return { type: act.do, cause: act.cause }
    case 'cancel':
      return { type: act.do, id, cause: act.cause }
    case 'resume':
      return { type: act.do, connection: `connection-${turn}` as ConnectionId }
    case 'detach':
      return { type: act.do, connection }
    case 'spend-challenge':
    case 'registration-failed':
    case 'prove':
    case 'look':
      return { type: act.do }
    default:
      return act.do satisfies never
  }
}

function rightReturnPin(pairing: Pairing): string {
  return pairing.state === 'claimed' ? pairing.returnPin.hash : 'no return PIN is due'
}

function person(who: Device | 'holder', pairing: Pairing): Pick<Claim, 'accountId' | 'sessionId'> {
  const held = claimOf(pairing)
  if (who === 'holder' && held) return held
  const device = who === 'holder' ? DEVICES[0] : who
  return { accountId: accountOf(device), sessionId: `session of ${device}` as SessionId }
}

function earlierClaim(events: readonly Event[]): ClaimId | undefined {
  const claims = events.flatMap(({ command }) => (command.type === 'claim' ? command.claim.id : []))
  return claims.at(-2)
}

function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const part of Object.values(value)) frozen(part)
  }
  return value
}
