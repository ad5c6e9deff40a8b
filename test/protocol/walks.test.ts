import { expect } from 'chai'
import { pino } from 'pino'
import { parseConfig } from '../../server/standalone/config/config.ts'
import { type Running, runServer } from '../../server/standalone/run-server.ts'
import { freePort } from '../support/free-port.ts'
import { PageDevice, viewOf } from '../support/page-device.ts'
import { commonPostgres } from '../support/postgres.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { claimOf, SignedInDevice } from '../support/signed-in-device.ts'
import { noteWalks, type Walk } from '../support/walks.ts'
import { closeAfterwards } from './scene.ts'

/** Files that a message may enter between the socket and a store. */
const MOST_FILES = 10
/** Of them, those that no stack shows: `careful.ts`, and a channel that hands on the promise of a step. */
const UNSEEN = 2

describe('the walk from a socket to a store', () => {
  let redis: TestRedis
  let running: Running
  let page: PageDevice
  let phone: SignedInDevice
  before(async () => {
    const [started, postgres] = await Promise.all([startRedis(), commonPostgres()])
    redis = started
    const config = parseConfig({
      PORT: String(await freePort()),
      SECRET: 'a secret that only this test knows',
      REDIS_URL: redis.url,
      DATABASE_URL: await postgres.createDatabase(),
      DUAL_PIN: 'always',
    })
    running = await runServer(config, pino({ level: 'silent' }))
    phone = closeAfterwards(new SignedInDevice(config.publicUrl))
    await phone.signUp('Alice')
    await phone.connect()
    page = await closeAfterwards(new PageDevice(config.publicUrl)).connect()
    await page.open()
  })
  after(async () => {
    await running?.close()
    await redis?.stop()
  })

  async function walksOf<Done>(work: () => Promise<Done>): Promise<{ done: Done; walks: readonly Walk[] }> {
    const { walks, stop } = noteWalks()
    const done = await work().finally(stop)
    return { done, walks: walks.filter(({ files }) => files[0] === 'transport/sockets/command.ts') }
  }

  function expectShort(walks: readonly Walk[]): void {
    for (const { files, sent } of walks) {
      expect(files, sent).to.have.length.at.most(MOST_FILES - UNSEEN)
      expect([...new Set(files)], sent).to.deep.equal(files)
    }
  }

  const ending = (walks: readonly Walk[], ...last: string[]) =>
    walks.filter(({ files }) => last.every((file, place) => files.at(place - last.length) === file))

  it('of a PIN and an approval enters ten files at most, and none twice', async () => {
    const { codes } = viewOf(await page.typeName('Alice'))
    const pin = await walksOf(() => phone.claim({ pin: codes?.pin ?? '' }))
    const { returnPin, claimId } = claimOf(pin.done)
    const typed = await walksOf(() => page.typeReturnPin(returnPin?.pin ?? ''))
    expect(viewOf(typed.done).state).to.equal('matched')
    const matched = claimOf(await phone.state(claimId))
    const approval = await walksOf(() => phone.approve(matched))
    expect(claimOf(approval.done).state).to.equal('approved')

    for (const { walks } of [pin, typed, approval]) expectShort(walks)
    const { length } = ending(pin.walks, 'methods/pairing/steps/claim.ts', ...IN_REDIS)
    expect(length, 'the look-up of the PIN').to.be.at.least(1)
    const compared = ending(typed.walks, 'methods/pairing/decide.ts', ...IN_REDIS)
    expect(compared, 'the return PIN, compared').to.have.length(1)
    const written = ending(
      approval.walks,
      'methods/pairing/steps/approve.ts',
      'stores/sql/audit.ts',
      ...IN_SQL,
    )
    expect(written, 'the approval, written down').to.have.length(1)
  })
})

const IN_REDIS = ['stores/redis/pairing-store.ts', 'stores/redis/script.ts']
const IN_SQL = ['stores/sql/built-once.ts', 'stores/sql/postgres-connection.ts']
