import { execFile } from 'node:child_process'
import { expect } from 'chai'
import { startRekey } from '../support/rekey.ts'
import type { Site } from '../support/sites.ts'
import { openPage } from './scene.ts'

const ROOT = new URL('../..', import.meta.url).pathname
const PLANT = new URL('../support/plant-errors.mjs', import.meta.url).href

describe('an error that nothing caught', () => {
  for (const [kind, signal] of [
    ['thrown', 'SIGUSR2'],
    ['rejected', 'SIGWINCH'],
  ] as const) {
    it(`is logged when it is ${kind}; pages are told to reconnect, and the process ends with 1`, async () => {
      const node = await startRekey({ endsByItself: true, env: { NODE_OPTIONS: `--import ${PLANT}` } })
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

describe('a suite whose server ends by itself', () => {
  for (const how of ['stopped', 'left alone']) {
    it(`fails although its tests pass, with the server ${how} in the end`, async () => {
      const planted = 'test/support/suite-that-must-fail.ts'
      const { code, output } = await runSuite(planted, { HOW: how })
      expect(output).to.include('1 passing')
      expect(output).to.match(/did not stay up\. "level":60,.*planted and thrown/)
      expect(output).to.include(planted)
      expect(code).to.not.equal(0)
    })
  }
})

/** Runs one file of tests as `npm test` does, in a process of its own. */
function runSuite(file: string, env: Record<string, string>): Promise<{ code: number; output: string }> {
  const args = [
    '--import',
    'tsx',
    'node_modules/mocha/bin/mocha.js',
    '--no-package',
    '--timeout',
    '20000',
    file,
  ]
  return new Promise((resolve) => {
    const options = { cwd: ROOT, env: { ...process.env, ...env } }
    const child = execFile(process.execPath, args, options, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, output: stdout + stderr }),
    )
  })
}
