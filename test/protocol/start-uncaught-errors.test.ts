import { expect } from 'chai'
import { startRekey } from '../support/rekey.ts'
import type { Site } from '../support/sites.ts'
import { openPage } from './scene.ts'

const PLANT = new URL('../support/plant-errors.mjs', import.meta.url).href

describe('an error that nothing caught', () => {
  for (const [kind, signal] of [
    ['thrown', 'SIGUSR2'],
    ['rejected', 'SIGWINCH'],
  ] as const) {
    it(`is logged when it is ${kind}; pages are told to reconnect, and the process ends with 1`, async () => {
      const node = await startRekey({ env: { NODE_OPTIONS: `--import ${PLANT}` } })
      const page = await openPage({ url: node.url, otherUrl: node.url } as Site)
      const logged = node.process.printed(
        new RegExp(`"level":60,.*"message":"planted and ${kind}".*pages are told to reconnect`),
      )
      const began = performance.now()
      node.process.signal(signal)
      await Promise.all([logged, page.closed()])
      expect(page.bye).to.equal('restarting')
      // It ends by itself; the polite signal that stop() sends comes too late to change the code.
      expect(await node.stop()).to.equal(1)
      expect(performance.now() - began).to.be.below(5_000)
    })
  }
})
