import { expect } from 'chai'
import type { SqlStores } from '../../server/stores/sql/open-sql.ts'
import type { CredentialId } from '../../shared/ids.ts'
import { bySize } from '../support/size.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { DAY, HOUR, newPage, type SlowScene, slowScene } from './slow-scene.ts'
import { atOnce, inWaves, randomText } from './sql-samples.ts'

const RACES = bySize({ short: 8, long: 40, full: 200 })

onBothDatabases('what happens to a recovery without another device at once', (sql) => {
  /** One proof that was given again after its hold, so that it can register and a veto can end it. */
  async function ready() {
    const scene = await slowScene(sql)
    const page = newPage()
    const first = await scene.prove(page)
    await scene.pass(first.recovery.id, 3 * DAY + HOUR)
    return { scene, proven: await scene.prove(page), id: randomText<CredentialId>(32) }
  }
  type Ready = Awaited<ReturnType<typeof ready>>

  /** Runs a registration and what comes at the same moment, on two connections and begun both ways around. */
  async function race(rival: (set: Ready, elsewhere: boolean) => Promise<unknown>, judge: Judge) {
    await inWaves([sql.one, sql.other], RACES, async (stores, turn) => {
      const set = await ready()
      const register = (on: SqlStores) => set.scene.register(set.proven, set.id, on)
      const isLater = turn % 4 > 1
      const early = isLater ? rival(set, stores === sql.one) : null
      const registered = register(stores)
      const [outcome, came] = await Promise.all([registered, early ?? rival(set, stores === sql.one)])
      const { scene, id, proven } = set
      const status = (await sql.one.credentials.find(id))?.status ?? null
      await judge({ outcome, came, status, standing: await scene.standing(proven), scene })
    })
  }
  type Judge = (found: {
    readonly outcome: string
    readonly came: unknown
    readonly status: string | null
    readonly standing: string
    readonly scene: SlowScene
  }) => Promise<void>

  it('[R48] a registration and a veto: the recovery ends, and no passkey is left', () =>
    race(
      ({ scene, proven }, elsewhere) =>
        scene.stop(scene.ids[0]!, proven, elsewhere ? scene.elsewhere : scene.slow),
      async ({ outcome, came, status, standing }) => {
        expect(came).to.deep.equal({ outcome: 'ended' })
        expect(standing).to.equal('ended')
        expect([outcome, status]).to.deep.be.oneOf([
          ['registered', 'removed'],
          ['taken', null],
        ])
      },
    ))

  it('[R49] a registration and a move: only one of the two comes about', () =>
    race(
      ({ scene }, elsewhere) =>
        scene.prove(newPage(), 'backup-code', elsewhere ? scene.elsewhere : scene.slow),
      async ({ outcome, status, standing }) => {
        expect([outcome, status, standing]).to.deep.be.oneOf([
          ['registered', 'unproven', 'registered'],
          ['taken', null, 'moved'],
        ])
      },
    ))

  it('[R49] 10 registrations: one passkey', async () => {
    const { scene, proven } = await ready()
    const outcomes = await atOnce([sql.one, sql.other], 10, (stores) =>
      scene.register(proven, randomText<CredentialId>(32), stores),
    )
    expect(outcomes.filter((outcome) => outcome === 'registered')).to.have.length(1)
    expect(outcomes.filter((outcome) => outcome === 'taken')).to.have.length(9)
  })

  it('[R46] proofs of the same method on 10 pages: one recovery', async () => {
    const scene = await slowScene(sql)
    await atOnce([scene.slow, scene.elsewhere], 10, (ledger) => scene.prove(newPage(), 'backup-code', ledger))
    const { underWay } = await sql.other.recoveries.toTell(scene.accountId)
    expect(underWay).to.have.length(1)
    const ended = (await scene.actions()).filter((action) => action === 'recovery-ended')
    expect(ended).to.have.length(9)
  })
})
