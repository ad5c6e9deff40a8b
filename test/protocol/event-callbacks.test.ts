import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { after } from 'mocha'
import { eventually } from '../contract/eventually.ts'
import { block } from '../support/documented.ts'
import { describeOnOwnSites } from '../support/sites.ts'
import { recoverOnce } from './events-scene.ts'

const root = new URL('../..', import.meta.url)
const folder = mkdtempSync(join(tmpdir(), 'rekey-callbacks-'))
const entry = join(folder, 'start.ts')

/** What the document shows, over a function that throws when an event comes the first time, whichever node calls it. */
writeFileSync(
  entry,
  `import { existsSync, writeFileSync } from 'node:fs'
import { runCommandLine } from ${JSON.stringify(new URL('server/standalone/run-command-line.ts', root).pathname)}
async function tellSupport(id: string, name: string | null, recoveryId: string | null) {
  const mark = ${JSON.stringify(folder)} + '/' + id
  if (!existsSync(mark)) {
    writeFileSync(mark, '')
    throw new Error('Support is away.')
  }
  console.log('Told', id, name, recoveryId)
}
void (async () => {
${block('docs/events.md', 'await runCommandLine')}
})()
`,
)

describe('callbacks', () => {
  after(() => rmSync(folder, { recursive: true, force: true }))
  describeOnOwnSites(
    'for events',
    (site) => {
      it('[N7] are called again after one threw, with the same id, and the server stays up', async () => {
        const name = await recoverOnce(site)
        const output = () => site.nodes.map(({ process }) => process.output()).join('\n')
        await eventually('one threw', async () => output().includes('Support is away.'))
        const [, id] = /"event":"(evt_[\w-]+)"/.exec(output()) ?? []
        const told = new RegExp(`Told ${id} ${name} [\\w-]+`)
        await eventually('it was called again', async () => told.test(output()), 20_000)
        expect(output()).to.contain('A callback for an event threw.')
        expect(output()).not.to.contain('recovery.begun')
        expect(await recoverOnce(site)).to.be.a('string')
      })
    },
    { entry },
  )
})
