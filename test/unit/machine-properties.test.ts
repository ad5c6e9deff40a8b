import { expect } from 'chai'
import fc from 'fast-check'
import { LIFETIMES } from '../../server/methods/pairing/lifetimes.ts'
import { claimOf, deadline, isEnded, type Pairing, transition } from '../../server/methods/pairing/machine.ts'
import { createPairingSecrets } from '../../server/methods/pairing/secrets.ts'
import { approvingView, requestingView } from '../../server/methods/pairing/views.ts'
import { createKeys } from '../../server/secrets/keys.ts'
import type { PairingState } from '../../shared/pairing-view.ts'
import { records } from '../support/pairing-records.ts'
import { acts } from './machine-properties/acts.ts'
import { beginnings, type Event, nameOf, play } from './machine-properties/play.ts'

/** Stories told for each rule. */
const RUNS = 1_000
const views = { lives: LIFETIMES, secrets: createPairingSecrets(createKeys('a secret of the tests')) }

/** Holds for every event of every story. */
function always(rule: (event: Event) => void): void {
  throughout((events) => {
    for (const event of events) rule(event)
  })
}

/** Holds for every event that changed the record; the others left it as it was. */
function atEveryChange(rule: (event: Event, earlier: readonly Event[]) => void): void {
  throughout((events) => {
    for (const [index, event] of events.entries()) if (event.step.next) rule(event, events.slice(0, index))
  })
}

/** Holds for every story. A failure prints its seed, its path and the shortest story that breaks the rule. */
function throughout(rule: (events: readonly Event[]) => void): void {
  const stories = fc.property(fc.constantFrom(...beginnings), acts, (beginning, story) =>
    rule(play(beginning, story)),
  )
  fc.assert(stories, { numRuns: RUNS })
}

/** The same command once more: the pairing still knows what it answered. */
const isRetry = ({ before, command }: Event) =>
  command.id !== undefined && before.replies[command.type]?.id === command.id

const FIXED = ['id', 'pageKey', 'browser', 'network', 'requester', 'purpose', 'openedAt', 'keyId'] as const

const isFinal = (pairing: Pairing) => isEnded(pairing) || pairing.state === 'done'
const isSealed = ({ state }: Pairing) => state === 'approved' || state === 'registered'

describe('any story of a pairing', () => {
  it('can come to every state, so that the rules below are not empty', () => {
    const seen = new Set<PairingState>()
    throughout((events) => {
      for (const { after } of events) seen.add(after.state)
    })
    expect([...seen]).to.have.members([...new Set(Object.values(records).map(({ state }) => state))])
  })

  it('registers nothing that the holder of the claim did not approve, for this page and this view', () => {
    atEveryChange(({ before, after }, earlier) => {
      if (after.state !== 'registered' || before.state === 'registered') return
      const { claim, viewVersion, pageKey } = after
      const approval = earlier.findLast(
        (event) => event.command.type === 'approve' && !event.step.refusal && !isRetry(event),
      )
      expect(approval?.command).to.include({
        claimId: claim.id,
        accountId: claim.accountId,
        sessionId: claim.sessionId,
        viewVersion,
      })
      expect(approval?.before).to.include({ state: 'matched', pageKey })
    })
  })

  it('has at most one passkey, registered once', () => {
    throughout((events) => {
      const registrations = events.filter(
        ({ before, after }) => after.state === 'registered' && before.state !== 'registered',
      )
      const passkeys = events.flatMap(({ after }) => ('credentialId' in after ? after.credentialId : []))
      expect(registrations.length).to.be.at.most(1)
      expect(new Set(passkeys).size).to.be.at.most(1)
    })
  })

  it('stays at its end: afterwards only the connection of the page changes', () => {
    atEveryChange(({ before, after }) => {
      if (!isFinal(before)) return
      const { connection, detachedAt, version } = after
      expect(after).to.deep.equal({ ...before, connection, detachedAt, version })
    })
  })

  it('raises its version by exactly one with every written step', () => {
    atEveryChange(({ before, after }) => {
      expect(after.version).to.equal(before.version + 1)
    })
  })

  it('raises the view version when the claim changes, and only then', () => {
    atEveryChange(({ before, after }) => {
      const claimChanged = claimOf(before)?.id !== claimOf(after)?.id
      expect(after.viewVersion - before.viewVersion).to.equal(claimChanged ? 1 : 0)
    })
  })

  it('never changes its page, the facts about it, or its purpose', () => {
    atEveryChange(({ before, after }) => {
      expect(FIXED.filter((field) => after[field] !== before[field])).to.deep.equal([])
    })
  })

  it('compares at most three wrong return PINs, and no renewal or new claim starts again', () => {
    throughout((events) => {
      const wrong = events.filter((event) => event.step.refusal === 'return_pin_wrong' && !isRetry(event))
      expect(wrong.length).to.be.at.most(3)
      for (const { before, after } of events) {
        expect(after.wrongReturnPins).to.be.at.least(before.wrongReturnPins)
        if (after.wrongReturnPins >= 3) expect(after.state).to.equal('burned')
      }
    })
  })

  it('is never held by another account than the one that it is bound to', () => {
    atEveryChange(({ after }) => {
      const claim = claimOf(after)
      if (after.binding && claim) expect(claim.accountId).to.equal(after.binding.accountId)
    })
  })

  it('never passes from one account to another without having been open in between', () => {
    atEveryChange(({ before, after }) => {
      const [one, other] = [claimOf(before), claimOf(after)]
      if (one && other) expect(other.id).to.equal(one.id)
    })
  })

  it('shows the account of the claim itself, and to the page none before the approval', () => {
    atEveryChange(({ after, now }) => {
      const claim = claimOf(after)
      const name = claim && nameOf(claim.accountId)
      expect(approvingView(after, now, views)?.account ?? null).to.equal(name)
      const mayShow = isSealed(after) || after.state === 'done'
      expect(requestingView(after, now, views).account).to.equal(mayShow ? name : null)
    })
  })

  it('lets no code of an earlier epoch claim, and no epoch comes back', () => {
    atEveryChange((event) => {
      const { before, command, step, after } = event
      expect(after.epoch).to.be.at.least(before.epoch)
      if (command.type !== 'claim' || step.refusal || step.seal || isRetry(event)) return
      if ('epoch' in command.code) expect(command.code.epoch).to.equal(before.epoch)
      else expect(command.code.pinHash).to.equal(before.pinHash)
    })
  })

  it('never forgets a reason', () => {
    atEveryChange(({ before, after }) => {
      expect(after.reasons.slice(0, before.reasons.length)).to.deep.equal(before.reasons)
    })
  })

  it('answers a retry as before and changes nothing for it', () => {
    always((event) => {
      if (!isRetry(event) || event.step.seal) return
      const { before, command, now, step } = event
      const nothing = transition(before, { type: 'look' }, now, LIFETIMES)
      expect(step.refusal).to.equal(before.replies[command.type]?.refusal)
      expect(step.next).to.deep.equal(nothing.next)
    })
  })

  it('is not alive past the deadline of its state, whatever was sent', () => {
    always(({ command, now, after }) => {
      const settles = command.type === 'registered' || command.type === 'prove' || command.type === 'sealed'
      if (isEnded(after) || after.state === 'done' || settles) return
      expect(now).to.be.below(deadline(after, LIFETIMES))
    })
  })

  it('must win its row in SQL for exactly the ends after an approval that are not news from there', () => {
    atEveryChange(({ before, command, step, after }) => {
      const ends = isSealed(before) && isEnded(after) && command.type !== 'sealed'
      expect(step.seal).to.equal(ends)
    })
  })

  it('is decided by its arguments alone', () => {
    always(({ before, command, now, step }) => {
      expect(transition(before, command, now, LIFETIMES)).to.deep.equal(step)
    })
  })

  it('is plain JSON at every step', () => {
    atEveryChange(({ after }) => {
      expect(JSON.parse(JSON.stringify(after))).to.deep.equal(after)
    })
  })
})
