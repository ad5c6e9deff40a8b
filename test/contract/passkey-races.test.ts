import { expect } from 'chai'
import type { SqlStores } from '../../server/stores/sql/open-sql.ts'
import type { CredentialId } from '../../shared/ids.ts'
import { bySize } from '../support/size.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { type PasskeysOfOne, passkeysOfOne, WEEK } from './passkeys-of-one.ts'
import { codeOf, inWaves } from './sql-samples.ts'

const RACES = bySize({ short: 12, long: 60, full: 300 })
/** Each of these carries out what is due in the accounts of all others too. */
const RACES_FOR_ALL = Math.min(RACES, 80)

onBothDatabases('what passkeys do to each other at once', (sql) => {
  type Racer = (stores: SqlStores) => Promise<unknown>

  /** Each pair begins both ways around, on two connections; gives what both found, in the order of the pair. */
  async function races<Scene>(
    set: () => Promise<Scene>,
    pair: (scene: Scene) => readonly [Racer, Racer],
    judge: (scene: Scene, found: readonly unknown[]) => Promise<void>,
    times = RACES,
  ): Promise<void> {
    const played = await inWaves([sql.one, sql.other], times, async (stores, turn) => {
      const scene = await set()
      const rival = stores === sql.one ? sql.other : sql.one
      const [first, second] = pair(scene)
      if (turn % 4 > 1) {
        const later = second(rival)
        return { scene, found: await Promise.all([first(stores), later]) }
      }
      return { scene, found: await Promise.all([first(stores), second(rival)]) }
    })
    for (const { scene, found } of played) await judge(scene, found)
  }

  const mature = async (many: number) => {
    const all = await passkeysOfOne(sql, many)
    const [first, second, third] = all.ids as [CredentialId, CredentialId, CredentialId]
    return { ...all, first, second, third }
  }
  const activeOf = async ({ ids, statuses }: PasskeysOfOne) =>
    (await statuses(...ids)).filter((status) => status === 'active').length

  it('[S152] two that remove each other: one does, and the other does nothing any more', () =>
    races(
      () => mature(2),
      ({ remove, first, second }) => [
        (stores) => remove(first, second, stores),
        (stores) => remove(second, first, stores),
      ],
      async (scene, found) => {
        expect((found as Awaited<ReturnType<typeof scene.remove>>[]).map(codeOf)).to.have.members([
          null,
          'step_up_refused',
        ])
        expect(await activeOf(scene)).to.equal(1)
      },
    ))

  it('[S152] an addition, and its adder being reported stolen: nothing that was added stays active', () =>
    races(
      () => mature(2),
      ({ add, stolen, first, second }) => [
        (stores) => add(second, stores),
        (stores) => stolen(first, second, stores),
      ],
      async ({ statuses, find }, [added]) => {
        const { id, outcome } = added as { id: CredentialId; outcome: string }
        if (outcome === 'added') expect(await statuses(id)).to.deep.equal(['frozen'])
        else expect([outcome, await find(id)]).to.deep.equal(['not-allowed', null])
      },
    ))

  it('[S152] an addition, and one assertion that stops its adder’s arrival: nothing that was added stays active', () =>
    races(
      async () => {
        const scene = await mature(1)
        return { ...scene, young: await scene.add(scene.first) }
      },
      ({ add, doing, first, young }) => [
        (stores) => add(young.id, stores),
        (stores) => stores.acts.stop(doing(first)),
      ],
      async ({ statuses, find, young }, [added]) => {
        const { id, outcome } = added as { id: CredentialId; outcome: string }
        expect(await statuses(young.id)).to.deep.equal(['frozen'])
        if (outcome === 'added') expect(await statuses(id)).to.deep.equal(['frozen'])
        else expect([outcome, await find(id)]).to.deep.equal(['not-allowed', null])
      },
    ))

  it('[S152] a removal by a young one’s adder, and one assertion of the removed: the older one has the last word', () =>
    races(
      () => mature(3),
      ({ remove, doing, first, second }) => [
        (stores) => remove(second, first, stores),
        (stores) => stores.acts.stop(doing(first)),
      ],
      async ({ statuses, doing, first, second }) => {
        // Whichever came first, the older one is active in the end, or needs one more assertion to be.
        if ((await statuses(first))[0] === 'suspended') {
          expect(codeOf(await sql.one.acts.stop(doing(first)))).to.equal(null)
          expect(await statuses(second)).to.deep.equal(['suspended'])
        }
        expect(await statuses(first)).to.deep.equal(['active'])
      },
    ))

  it('[S152] a proof, and one assertion of an older passkey: what it brought is not active', () =>
    races(
      async () => {
        const scene = await mature(1)
        return { ...scene, fresh: await scene.recover(scene.first, false) }
      },
      ({ fresh, doing, first }) => [
        (stores) => fresh.prove(stores),
        (stores) => stores.acts.stop(doing(first)),
      ],
      async ({ statuses, state, fresh }) => {
        expect((await statuses(fresh.id))[0]).to.be.oneOf(['removed', 'frozen'])
        expect(await state(fresh.arrival)).to.be.oneOf(['ended', 'frozen'])
      },
    ))

  it('[S152] a removal that is due, and an objection to it: carried out or called off, never both', () =>
    races(
      async () => {
        const scene = await mature(2)
        const young = await scene.add(scene.first)
        await scene.remove(young.id, scene.second)
        await scene.lapse(young.id)
        const [{ id } = { id: '' }] = await sql.one.acts.scheduled(scene.accountId)
        await sql.run(`update scheduled_changes set due_at = made_at where id = '${id}'`)
        return { ...scene, scheduledId: id }
      },
      ({ doing, first, scheduledId }) => [
        (stores) => stores.acts.carryOut(WEEK),
        (stores) => stores.acts.cancel(doing(first), scheduledId),
      ],
      async ({ statuses, second, scheduled }, [, cancelled]) => {
        const code = codeOf(cancelled as Parameters<typeof codeOf>[0])
        expect(code).to.be.oneOf([null, 'not_found'])
        expect(await statuses(second)).to.deep.equal([code === null ? 'active' : 'suspended'])
        expect(await scheduled()).to.deep.equal([])
      },
      RACES_FOR_ALL,
    ))

  it('[S152] a restoring, and the end of the seven days: it is back or gone, never both', () =>
    races(
      async () => {
        const scene = await mature(2)
        await scene.remove(scene.first, scene.second)
        await sql.run(`update credentials set leaves_at = suspended_at where id = '${scene.second}'`)
        return scene
      },
      ({ restore, first, second }) => [
        (stores) => restore(first, second, stores),
        (stores) => stores.acts.carryOut(WEEK),
      ],
      async ({ statuses, second }, [restored]) => {
        expect(await statuses(second)).to.deep.equal([restored === null ? 'active' : 'removed'])
      },
      RACES_FOR_ALL,
    ))

  it('[S152] a sign-in, and its passkey being set aside: no session stays', () =>
    races(
      () => mature(2),
      ({ signIn, remove, first, second }) => [
        (stores) => signIn(second, stores),
        (stores) => remove(first, second, stores),
      ],
      async ({ live }) => void expect(await live()).to.deep.equal([]),
    ))

  it('[S152] a freeze by a passkey, and that one being reported stolen by an older one: both, or the second alone', () =>
    races(
      async () => {
        const scene = await mature(2)
        return { ...scene, added: await scene.add(scene.first) }
      },
      ({ doing, stolen, first, second, added }) => [
        (stores) => stores.recoveries.freeze(doing(second), added.arrival),
        (stores) => stolen(first, second, stores),
      ],
      async ({ statuses, second, added }, [frozen]) => {
        expect(await statuses(second, added.id)).to.deep.equal(['suspended', frozen ? 'frozen' : 'active'])
      },
    ))
})
