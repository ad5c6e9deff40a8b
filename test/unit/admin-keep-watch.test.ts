import { expect } from 'chai'
import { keepWatch, type WatchDeps } from '../../server/admin/keep-watch.ts'
import { careful } from '../support/careful.ts'

/** Something that is waited for until the test lets it be. */
function moment() {
  let resolve = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}

describe('a node that ends', () => {
  const self = { id: 'own', host: 'one', version: '0.1.0' }

  /** What the store is told, and the moments at which something waits. */
  function scene() {
    const told: string[] = []
    const [pinged, beaten] = [moment(), moment()]
    const deps: WatchDeps = {
      ...{ self, careful, upMs: () => 1, pingSql: () => pinged.promise, readAlarms: async () => [] },
      nodes: {
        async beat() {
          told.push('begins to beat')
          await beaten.promise
          told.push('beat')
        },
        leave: async (id) => void told.push(`${id} left`),
      },
    }
    return { told, pinged, beaten, watch: keepWatch(deps) }
  }
  const turns = () => new Promise((resolve) => setImmediate(resolve))

  it('[A119] does not come back when the database answers it after it left', async () => {
    const { told, pinged, watch } = scene()
    await watch.stop()
    pinged.resolve()
    await turns()
    expect(told).to.deep.equal(['own left'])
  })

  it('[A119] leaves after a report that is under way', async () => {
    const { told, pinged, beaten, watch } = scene()
    pinged.resolve()
    await turns()
    const stopped = watch.stop()
    await turns()
    expect(told).to.deep.equal(['begins to beat'])
    beaten.resolve()
    await stopped
    expect(told).to.deep.equal(['begins to beat', 'beat', 'own left'])
  })
})
