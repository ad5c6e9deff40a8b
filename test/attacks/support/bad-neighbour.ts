import { setTimeout as wait } from 'node:timers/promises'
import type { RequestingView } from '../../../shared/pairing-view.ts'
import { newBrowser } from '../../protocol/scene.ts'
import { PageDevice, qrOf } from '../../support/page-device.ts'
import type { SignedInDevice } from '../../support/signed-in-device.ts'
import type { Site } from '../../support/sites.ts'
import { personAt } from './recover-honestly.ts'

/** Someone on the victim's network who sees the victim's screen and does everything as fast as he is let. */
export interface BadNeighbour {
  /** What he sees over the shoulder now. */
  readonly see: (view: RequestingView) => void
  /** What he did, and what came of it. */
  readonly counts: Readonly<Record<string, number>>
  stop(): Promise<void>
}

export interface Means {
  /** Names that he types on pages of his own, besides those without a name. */
  readonly names?: readonly string[]
  /** Pages that he holds open at most. */
  readonly holds?: number
}

const LANES = 3
/** A lane that is refused tries again after this long, whatever the server says. */
const IMPATIENT_MS = 25

export async function badNeighbour(
  site: Site,
  address: string,
  { names = [], holds = 300 }: Means = {},
): Promise<BadNeighbour> {
  const counts: Record<string, number> = {}
  const held: PageDevice[] = []
  const accomplices = [await personAt(site, address), await personAt(site, address)]
  let seen: RequestingView | null = null
  let on = true
  const count = (what: string) => {
    counts[what] = (counts[what] ?? 0) + 1
  }

  /** Opens pages and keeps them, with one cookie or none, with a name or none. */
  async function open(cookie: boolean, name?: string): Promise<void> {
    const browserCookie = newBrowser()
    while (on) {
      const page = new PageDevice(site.url, { address, ...(cookie && { browserCookie }) })
      const said = await openOnce(page, name).catch(() => 'no connection')
      count(`open${name === undefined ? '' : ' by name'}: ${said}`)
      if (said === 'opened') held.push(page)
      else page.close()
      while (held.length > holds) held.shift()?.close()
      if (said !== 'opened') await wait(IMPATIENT_MS)
    }
  }

  /** Photographs every code that is shown, claims it, and denies or reports. */
  async function scan(accomplice: SignedInDevice): Promise<void> {
    let last: RequestingView | null = null
    while (on) {
      if (!seen || seen === last) {
        await wait(IMPATIENT_MS)
        continue
      }
      last = seen
      const claimed = await accomplice.scan(qrOf(last)).catch(() => null)
      count(`scan: ${claimed?.ok ? 'claimed' : (claimed?.error.code ?? 'no answer')}`)
      if (claimed?.ok) await accomplice.deny(claimed.view.claimId, true).catch(() => null)
    }
  }

  const lanes = [
    ...Array.from({ length: LANES }, () => open(false)),
    open(true),
    ...names.map((name) => open(false, name)),
    ...accomplices.map(scan),
  ]
  return {
    counts,
    see(view) {
      seen = view
    },
    async stop() {
      on = false
      await Promise.all(lanes)
      for (const page of held) page.close()
    },
  }
}

async function openOnce(page: PageDevice, name?: string): Promise<string> {
  await page.connect()
  const body = { pageKey: page.pageKey, purpose: 'replace' as const, ...(name !== undefined && { name }) }
  const reply = await page.send('open', page.message('open', body))
  return reply.ok ? 'opened' : reply.error.code
}
