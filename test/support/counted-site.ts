import { eventually } from '../contract/eventually.ts'
import type { Rekey } from './rekey.ts'
import { embeddedSite, type Site } from './sites.ts'

/** What is in the heap of a server; see rekey-with-counts.ts. */
export interface Counts {
  /** Sockets of Socket.IO, whether or not anything still lists them. */
  readonly sockets: number
  /** Connections that Engine.IO lists. */
  readonly connections: number
  /** Sockets that a namespace lists. */
  readonly entered: number
  readonly rooms: number
  readonly bytes: number
}

export interface CountedSite {
  readonly site: Site
  readonly counts: () => Promise<Counts>
}

/** An embedded deployment that can be asked for its counts. */
export function countedSite(): CountedSite {
  const site = embeddedSite({ entry: 'test/support/rekey-with-counts.ts' })
  let asked = 0
  return {
    site,
    async counts() {
      asked += 1
      return countsOf(site.nodes[0]!, asked)
    },
  }
}

async function countsOf({ process }: Rekey, time: number): Promise<Counts> {
  const answer = new RegExp(`^Counts ${time} (.+)$`, 'm')
  process.signal('SIGUSR2')
  await eventually('counts', async () => answer.test(process.output()))
  return JSON.parse(answer.exec(process.output())?.[1] ?? '{}')
}
