import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'chai'
import { type Rekey, startRekey } from '../../support/rekey.ts'
import { SignedInDevice } from '../../support/signed-in-device.ts'
import { bySize } from '../../support/size.ts'
import { expectKept } from './book.ts'
import { chance, SEED } from './chance.ts'
import { type Load, startLoad } from './load.ts'

/** Two nodes under load, whose stores fail. */
export interface Besieged {
  readonly load: Load
  readonly luck: () => number
  /** Lets a fault happen so many times, each after a moment of chance, and then waits until people get through again. */
  suffer(fault: Fault): Promise<void>
  /** While a store is gone, each node lives and says so; with SQL gone, people hear it at the door. */
  sayAway(store: 'redis' | 'sql'): Promise<void>
  /** While SQL hangs, whoever connects hears so, and is not left without a word. */
  knock(): Promise<void>
  /** Ends the load; no node has ended, nobody heard anything but what they should, and nothing is lost. */
  end(databaseUrl: string): Promise<void>
  stop(): Promise<void>
}

export interface Fault {
  readonly what: string
  readonly times: number
  /** The fault itself, until the store is back. */
  readonly strike: () => Promise<unknown>
  /** At most between two of them. */
  readonly pauseMs: number
  /** In so long after the last, people of both nodes get through. */
  readonly backWithinMs: number
}

const LANES = bySize({ short: 2, long: 4, full: 6 })

/** What people may hear while stores come and go: wait, or begin again. Nothing of it is "internal". */
const CLEAR = [
  'went well',
  'store_away',
  // Redis forgot what it had not kept.
  'pairing_over',
  'claim_over',
  'code_invalid',
]

export async function besiege(redisUrl: string, databaseUrl: string): Promise<Besieged> {
  console.log(`      FAULT_SEED=${SEED}`)
  const env = { LIMITS: 'sign-up=1000' }
  const first = await startRekey({ redisUrl, databaseUrl, env })
  const second = await startRekey({ redisUrl, databaseUrl, env, publicUrl: first.url })
  const nodes = [first, second]
  const pids = nodes.map(({ process }) => process.pid)
  const load = startLoad([first.url, second.url], first.url, LANES, SEED)
  const luck = chance(SEED)
  const watchers = await Promise.all(nodes.map((node) => watch(node, first.url)))

  return {
    load,
    luck,
    async suffer({ what, times, strike, pauseMs, backWithinMs }) {
      const before = new Map(load.heard)
      await load.goesWell(backWithinMs)
      for (let time = 0; time < times; time += 1) {
        await wait(luck() * pauseMs)
        await strike()
      }
      const began = performance.now()
      await load.goesWell(backWithinMs)
      const heard = [...load.heard].map(([word, count]) => `${word} ${count - (before.get(word) ?? 0)}`)
      console.log(`      ${times} ${what}: ${heard.join(', ')}; back in ${ms(began)} ms`)
    },
    async sayAway(store) {
      for (const { url } of nodes) {
        const [alive, ready] = await Promise.all(['/healthz', '/readyz'].map((path) => fetch(url + path)))
        expect([alive!.status, ready!.status]).to.deep.equal([200, 503])
        const { status, error } = await new SignedInDevice(url, { origin: first.url }).post(
          '/api/sign-in/options',
          {},
        )
        if (store === 'sql') expect([status, error?.code]).to.deep.equal([503, 'store_away'])
        else expect(status).to.equal(200)
      }
    },
    async knock() {
      const words = watchers.map((one) => one.sameBrowser().connect(one.url, '/account').catch(String))
      expect(await Promise.all(words)).to.deep.equal(watchers.map(() => 'Error: store_away'))
    },
    async end(kept) {
      await load.end()
      expect(nodes.map(({ process }) => isAlive(process.pid))).to.deep.equal([true, true])
      expect(nodes.map(({ process }) => process.pid)).to.deep.equal(pids)
      for (const { process } of nodes) expect(process.output()).not.to.match(/"level":60/)
      expect([...load.heard.keys()].filter((word) => !CLEAR.includes(word))).to.deep.equal([])
      await expectKept(load.book, kept)
      for (const { bye, socket } of watchers) expect([bye, socket.connected]).to.deep.equal([null, true])
    },
    async stop() {
      await load.end()
      for (const { socket } of watchers) socket.disconnect()
      await Promise.all(nodes.map((node) => node.stop()))
    },
  }
}

/** A device that only listens to its account all the while: a store that is away is no reason to sign it out. */
async function watch({ url }: Rekey, origin: string): Promise<SignedInDevice> {
  const device = new SignedInDevice(url, { origin })
  await device.signUp(`watcher at ${url}`)
  return device.connect(url, '/account')
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

function ms(since: number): number {
  return Math.round(performance.now() - since)
}
