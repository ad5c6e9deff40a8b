import { expect } from 'chai'
import { eventually } from '../contract/eventually.ts'
import { type HoldableTable, holdUpWrites } from './hold-up-writes.ts'
import type { Site } from './sites.ts'

/** Sends something to a node of its own, and kills it in the middle of its transaction. */
export function killsWhile(site: Site) {
  return async (table: HoldableTable, send: (node: string) => Promise<unknown>): Promise<void> => {
    const node = await site.start()
    const held = await holdUpWrites(site, table)
    const lost = send(node.url).then(
      () => 'answered',
      () => 'lost',
    )
    await eventually('it waits', async () => (await held.waiting()) >= 1)
    await node.kill()
    await held.letGo()
    expect(await lost).to.equal('lost')
  }
}
