import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { ERROR_STATUS } from '../../../shared/errors.ts'
import { approve as approvePair, newApprover, openPage, proveOn, registerOn } from '../../protocol/scene.ts'
import { faultsIn } from '../../support/faults-in-log.ts'
import { qrOf } from '../../support/page-device.ts'
import { claimOf } from '../../support/signed-in-device.ts'
import type { Site } from '../../support/sites.ts'

/** No answer takes longer, on a machine that is busy with six lanes of them. */
export const BOUND_MS = 10_000
/** Resident memory of one node, at any time; it begins at about 150 MB. */
const MOST_MEMORY_MB = 450

/** How often which code was answered, so that one sees how far the cases came. */
export type Heard = Map<string, number>

/** A refusal must be one of the closed list, and neither a fault of ours nor a store that gave up. */
export function expectOrderly(answer: unknown, heard: Heard): void {
  const { ok, error } = answer as { ok?: boolean; error?: { code: string } }
  const word = ok ? 'ok' : (error?.code ?? 'neither')
  heard.set(word, (heard.get(word) ?? 0) + 1)
  if (ok) return
  expect(Object.keys(ERROR_STATUS) as readonly unknown[], JSON.stringify(answer)).to.include(error?.code)
  expect(error?.code).to.not.be.oneOf(['internal', 'store_away'])
}

/** The processes are those that were started, said nothing of a fault, and did not grow without end. */
export function expectUnharmed(site: Site): void {
  for (const { process } of site.nodes) {
    expect(faultsIn(process.output()), 'faults in the log').to.deep.equal([])
    const peakMb = memoryMb(process.pid, 'VmHWM')
    console.log(`      node ${process.pid}: ${memoryMb(process.pid, 'VmRSS')} MB, ${peakMb} MB at most`)
    expect(peakMb).to.be.below(MOST_MEMORY_MB)
  }
}

function memoryMb(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1_024)
}

/** Someone recovers, each half of it on another node. */
export async function expectRecovery(site: Site): Promise<void> {
  const [approver, page] = await Promise.all([newApprover(site, site.otherUrl), openPage(site)])
  const claim = claimOf(await approver.scan(qrOf(page.view)))
  const pair = await proveOn(await registerOn(site, await approvePair({ approver, page, claim })))
  expect((await pair.page.state()).ok).to.equal(true)
}

/** Cases that all stopped at the first parser would have shown little. */
export function expectHeard(heard: Heard, words: readonly string[]): void {
  console.log(`      ${[...heard].map(([word, times]) => `${word} ${times}`).join(', ')}`)
  expect([...heard.keys()]).to.include.members([...words])
}
