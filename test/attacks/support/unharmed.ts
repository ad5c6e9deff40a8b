import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { faultsIn } from '../../support/faults-in-log.ts'
import type { Rekey } from '../../support/rekey.ts'
import type { AttackedSite } from './attacked-site.ts'

const MEBIBYTE = 1024 * 1024

/** Memory that a node has in use, in bytes. Throws when its process is gone. */
function memoryOf(node: Rekey): number {
  const status = readFileSync(`/proc/${node.process.pid}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024
}

/** Takes the memory of all nodes now; the result tells by how many MiB the one that grew most has grown. */
export function watchMemory({ nodes }: AttackedSite): () => number {
  const before = nodes.map(memoryOf)
  return () => Math.max(...nodes.map((node, place) => (memoryOf(node) - before[place]!) / MEBIBYTE))
}

/** The processes that began are the ones that answer, and none has met anything that it did not foresee. */
export async function expectUnharmed({ nodes }: AttackedSite): Promise<void> {
  for (const node of nodes) {
    expect(memoryOf(node)).to.be.above(0)
    expect((await fetch(`${node.url}/healthz`)).status).to.equal(200)
    expect(faultsIn(node.process.output())).to.deep.equal([])
  }
}
