import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { PAGES } from '../../shared/pages.ts'
import { launchBrowser } from '../support/browser.ts'
import { faultsIn } from '../support/faults-in-log.ts'
import { embeddedSite } from '../support/sites.ts'
import { bySize } from '../support/size.ts'

const ROUNDS = bySize({ short: 1, long: 4, full: 60 })

/** What people do to a tab that is loading. None of it is waited for: a navigation that is cut never ends. */
const WAYS: readonly ((page: Page) => Promise<unknown>)[] = [
  async (page) => cut(page.close()),
  async (page) => {
    for (let turn = 0; turn < 3; turn += 1) await cut(page.reload())
    await cut(page.close())
  },
  async (page) => {
    await cut(page.goto('about:blank'))
    await cut(page.close())
  },
]

async function cut(step: Promise<unknown>): Promise<void> {
  void step.catch(() => {})
  await moment()
}

function moment(): Promise<unknown> {
  return wait(Math.random() * 40)
}

describe('tabs that are closed and reloaded while they load, straight at a server as it comes', () => {
  let browser: Browser
  before(async () => {
    browser = await launchBrowser()
  })
  after(() => browser.close())
  const site = embeddedSite({ asItComes: true, env: { LOG_LEVEL: 'info' } })

  it('end nothing', async function () {
    this.timeout(bySize({ short: 60_000, long: 300_000, full: 1_800_000 }))
    const { process, url } = site.nodes[0]!
    for (let round = 0; round < ROUNDS; round += 1) {
      const context = await browser.newContext()
      for (const [place, path] of Object.keys(PAGES).entries()) {
        // Two tabs at a time: more of them load so slowly that nothing is on its way when they go.
        const leaving = [place, place + 1].map((way) => WAYS[way % WAYS.length]!)
        // A server that is busy for a moment finds tabs gone that it has not begun to serve.
        if (place % 2 === 1) process.signal('SIGSTOP')
        await Promise.all(
          leaving.map(async (leave) => {
            const page = await context.newPage()
            await cut(page.goto(`${url}${path}`))
            await leave(page)
          }),
        )
        process.signal('SIGCONT')
      }
      await context.close()
      expect(process.endedByItself()).to.equal(false)
      expect((await fetch(`${url}/healthz`)).status).to.equal(200)
      expect(faultsIn(process.output())).to.deep.equal([])
    }
  })
})
