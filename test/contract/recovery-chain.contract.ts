import { expect } from 'chai'
import type { SqlStores } from '../../server/stores/sql/open-sql.ts'
import type { CredentialId } from '../../shared/ids.ts'
import { LIMITS, setScene } from './recovery-scene.ts'
import {
  addition,
  approvedBy,
  atOnce,
  doingOf,
  entry,
  nextMillisecond,
  sampleCredential,
  sampleFacts,
} from './sql-samples.ts'
import type { OpenSqlUnderTest, SqlUnderTest } from './sql-under-test.ts'

export function describeChain(open: OpenSqlUnderTest) {
  describe('recoveries that a recovered passkey approved', () => {
    let sql: SqlUnderTest
    before(async () => {
      sql = await open()
    })
    after(() => sql.close())

    /** A recovery that is done, and from its passkey on as long a chain of others as wished. */
    async function scene() {
      const first = await setScene(sql.one)
      await first.register()
      await first.prove({ ...LIMITS, probationMs: 0 })
      await nextMillisecond()
      const { accountId } = first
      const next = (by: CredentialId) => {
        const facts = sampleFacts(accountId, approvedBy(by))
        const passkey = sampleCredential(accountId)
        const register = (stores = sql.one) =>
          stores.recoveries.register(facts, passkey, entry('recovery-registered', accountId))
        const prove = (stores = sql.one) =>
          stores.recoveries.prove(passkey.id, LIMITS, entry('recovery-proven', accountId))
        const state = async () => (await sql.other.recoveries.find(facts.id))?.state ?? null
        const judge = {
          lift: () => sql.one.recoveries.lift(doingOf(accountId, first.kept), facts.id),
          undo: () => sql.one.recoveries.undo(doingOf(accountId, first.kept), facts.id, false, LIMITS.undoMs),
        }
        return {
          ...facts,
          ...judge,
          passkey: passkey.id,
          register,
          prove,
          state,
          status: () => first.status(passkey.id),
        }
      }
      const approved = async (by: CredentialId, proven: boolean) => {
        const recovery = next(by)
        expect(await recovery.register()).to.equal('registered')
        if (proven) expect(await recovery.prove()).not.to.equal(null)
        return recovery
      }
      const add = async (by: CredentialId, stores: SqlStores = sql.one) => {
        const passkey = sampleCredential(accountId)
        const arrival = addition(by)
        const audit = entry('passkey-added', accountId)
        const judge = doingOf(accountId, first.kept)
        return {
          id: passkey.id,
          outcome: await stores.credentials.add(passkey, arrival, audit),
          lift: () => sql.one.recoveries.lift(judge, arrival.id),
        }
      }
      return { ...first, fresh: first.replacement.id, next, approved, add }
    }

    it('[S66] a freeze stops them all along the chain, their sessions included, and no others', async () => {
      const { fresh, kept, approved, signIn, freeze, live, approving, status, actions } = await scene()
      const second = await approved(fresh, true)
      const third = await approved(second.passkey, true)
      const bystander = await approved(kept, true)
      const begun = [await signIn(fresh), await signIn(second.passkey), await signIn(third.passkey)]
      const stays = await signIn(bystander.passkey)
      expect((await freeze(sql.other))?.endedSessions).to.have.members(begun.map(({ id }) => id))
      for (const recovery of [second, third]) {
        expect([await recovery.state(), await recovery.status()]).to.deep.equal(['frozen', 'frozen'])
      }
      expect([await bystander.state(), await bystander.status()]).to.deep.equal(['done', 'active'])
      expect(await status(kept)).to.equal('active')
      expect(await live()).to.have.members([approving, stays.id])
      expect((await actions()).filter((action) => action === 'recovery-frozen')).to.have.length(3)
    })

    it('[S66] a freeze ends what they approved and was not proven, so that it never will be', async () => {
      const { fresh, approved, freeze } = await scene()
      const second = await approved(fresh, true)
      const third = await approved(second.passkey, false)
      await freeze()
      expect([await third.state(), await third.status()]).to.deep.equal(['ended', 'removed'])
      expect(await sql.other.recoveries.find(third.id)).to.include({ cause: 'session-ended' })
      expect(await third.prove(sql.other)).to.equal(null)
    })

    it('[S66] proof or freeze comes first, and nothing of the chain stays active, in 20 races', async () => {
      await atOnce([sql.one, sql.other], 20, async (stores, turn) => {
        const { fresh, approved, freeze } = await scene()
        const second = await approved(fresh, false)
        const rival = stores === sql.one ? sql.other : sql.one
        const racers = [() => freeze(stores), () => second.prove(rival)]
        if (turn % 4 > 1) racers.reverse()
        await Promise.all(racers.map((racer) => racer()))
        expect(await second.status()).to.be.oneOf(['removed', 'frozen'])
        expect(await second.state()).to.be.oneOf(['ended', 'frozen'])
      })
    })

    it('[S39] registers nothing when the passkey that approved is not active any more', async () => {
      const { fresh, next, freeze } = await scene()
      const second = next(fresh)
      await freeze()
      expect(await second.register(sql.other)).to.equal('approver-gone')
      expect([await second.state(), await second.status()]).to.deep.equal([null, null])
    })

    it('[S39] registration or freeze comes first, and nothing of the chain stays, in 20 races', async () => {
      await atOnce([sql.one, sql.other], 20, async (stores, turn) => {
        const { fresh, next, freeze } = await scene()
        const second = next(fresh)
        const rival = stores === sql.one ? sql.other : sql.one
        const racers: (() => Promise<unknown>)[] = [() => freeze(stores), () => second.register(rival)]
        if (turn % 4 > 1) racers.reverse()
        await Promise.all(racers.map((racer) => racer()))
        expect(await second.status()).to.be.oneOf([null, 'removed'])
        expect(await second.prove()).to.equal(null)
      })
    })

    it('[S67] a freeze stops what was added by the new passkey, and so on, and each is lifted by itself', async () => {
      const { fresh, add, freeze, lift, status } = await scene()
      const added = await add(fresh)
      const again = await add(added.id)
      await freeze()
      for (const id of [fresh, added.id, again.id]) expect(await status(id)).to.equal('frozen')
      expect([await lift(), await again.lift()]).to.deep.equal([true, true])
      const all = [fresh, added.id, again.id]
      expect(await Promise.all(all.map(status))).to.deep.equal(['active', 'frozen', 'active'])
    })

    it('[S67] an undo leaves what was added by the new passkey frozen', async () => {
      const { fresh, add, freeze, undo, status } = await scene()
      const added = await add(fresh)
      await freeze()
      await undo(true)
      expect([await status(fresh), await status(added.id)]).to.deep.equal(['suspended', 'frozen'])
    })

    it('[S67] addition or freeze comes first, and nothing of it stays active, in 20 races', async () => {
      await atOnce([sql.one, sql.other], 20, async (stores, turn) => {
        const { fresh, add, freeze, status } = await scene()
        const rival = stores === sql.one ? sql.other : sql.one
        const frozen = () => freeze(stores).then(() => null)
        const racers = turn % 4 > 1 ? [frozen, () => add(fresh, rival)] : [() => add(fresh, rival), frozen]
        const added = (await Promise.all(racers.map((racer) => racer()))).find((outcome) => outcome !== null)
        expect(await status(added!.id)).to.be.oneOf([null, 'frozen'])
      })
    })

    it('[S68] each recovery of a chain is judged by itself', async () => {
      const { fresh, approved, freeze, lift, status, state } = await scene()
      const [second, other] = [await approved(fresh, true), await approved(fresh, true)]
      await freeze()
      expect(await second.undo()).to.equal(true)
      expect([await state(), await status(fresh)]).to.deep.equal(['frozen', 'frozen'])
      expect(await lift()).to.equal(true)
      expect([await second.status(), await other.status()]).to.deep.equal(['suspended', 'frozen'])
      expect(await other.lift()).to.equal(true)
      expect([await other.state(), await other.status()]).to.deep.equal(['done', 'active'])
    })
  })
}
