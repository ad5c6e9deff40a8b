import { expect } from 'chai'
import { MOST_NODES, type Nodes, type NodeWord } from '../../server/admin/nodes.ts'

const word = (id: string, upMs: number, over: Partial<NodeWord> = {}): NodeWord => ({
  ...{ id, host: `host of ${id}`, version: '0.1.0', upMs, sql: true },
  ...over,
})

/** `open` gives two handles on a deployment without nodes; on Redis they are two connections. */
export function describeNodes(name: string, open: () => Promise<readonly [Nodes, Nodes]>) {
  describe(`nodes: ${name}`, () => {
    let nodes: Nodes
    let other: Nodes
    beforeEach(async () => {
      ;[nodes, other] = await open()
    })

    it('[A124] are listed with what each said last, the oldest first, until they leave', async () => {
      await nodes.beat(word('young', 1_000))
      await other.beat(word('old', 900_000))
      await nodes.beat(word('young', 2_000, { sql: false }))
      const [old, young, ...more] = await nodes.list()
      expect(more).to.deep.equal([])
      expect(old).to.include({ id: 'old', host: 'host of old', version: '0.1.0', sql: true })
      expect(young).to.include({ id: 'young', upMs: 2_000, sql: false })
      expect(young?.agoMs).to.be.within(0, 5_000)
      await other.leave('old')
      await other.leave('nobody')
      expect((await nodes.list()).map(({ id }) => id)).to.deep.equal(['young'])
    })

    it('[A124] are 200 at most: those that are known go on, and others wait', async () => {
      await Promise.all(Array.from({ length: MOST_NODES }, (_, place) => nodes.beat(word(`${place}`, place))))
      await other.beat(word('late', 1))
      await other.beat(word('7', 99_999))
      const listed = await nodes.list()
      expect(listed).to.have.length(MOST_NODES)
      expect(listed.map(({ id }) => id)).not.to.include('late')
      expect(listed[0]).to.include({ id: '7', upMs: 99_999 })
    })
  })
}
