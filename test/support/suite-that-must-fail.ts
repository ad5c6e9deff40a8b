import { describe, it } from 'mocha'
import { startRekey } from './rekey.ts'

// Run by the test of what notices a server that ended by itself: here every test passes, and the suite must not.
const PLANT = new URL('plant-errors.mjs', import.meta.url).href

describe('a suite whose server ends by itself', () => {
  it('has a test that passes', async () => {
    const node = await startRekey({ env: { NODE_OPTIONS: `--import ${PLANT}` } })
    node.process.signal('SIGUSR2')
    await node.process.printed(/"level":60/)
    if (process.env.HOW === 'stopped') after(() => node.stop())
  })
})
