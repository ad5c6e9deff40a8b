import { expect } from 'chai'
import { nodeWarning } from '../../server/standalone/welcome.ts'

describe('the Node that runs us', () => {
  it('is a warning of --check where it gets no security fixes any more', () => {
    for (const [major, version] of Object.entries({
      20: '20.20.2',
      21: '21.7.3',
      23: '23.11.1',
      25: '25.9.0',
    }))
      expect(nodeWarning(version)).to.deep.equal([
        `Node ${major} gets no security fixes any more. Install Node 24.`,
      ])
    for (const version of ['22.13.0', '24.11.0', '26.1.0']) expect(nodeWarning(version)).to.deep.equal([])
  })
})
