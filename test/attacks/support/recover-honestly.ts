import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'chai'
import type { ErrorCode } from '../../../shared/errors.ts'
import type { RequestingView } from '../../../shared/pairing-view.ts'
import {
  approve,
  closeAfterwards,
  newBrowser,
  newName,
  type Pair,
  proveOn,
  register,
} from '../../protocol/scene.ts'
import { PageDevice, qrOf, viewOf } from '../../support/page-device.ts'
import { type Claimed, claimOf, NOTHING_LOST, SignedInDevice } from '../../support/signed-in-device.ts'
import type { Site } from '../../support/sites.ts'

/** What a person went through until the new passkey had signed in. */
export interface Recovered {
  readonly ms: number
  /** Pages that this person opened. */
  readonly pages: number
  readonly refusals: readonly string[]
  readonly dual: boolean
}

export interface Person {
  /** Of the device without a passkey. */
  readonly address: string
  readonly approver: SignedInDevice
  /** Whoever looks over this person's shoulder sees each code that is shown. */
  readonly seenBy?: (view: RequestingView) => void
  readonly giveUpAfterMs?: number
}

/** Someone who signed up at home and is now, with the signed-in device, at this address. */
export async function personAt(site: Site, address: string): Promise<SignedInDevice> {
  const device = new SignedInDevice(site.url)
  await device.signUp(newName())
  return closeAfterwards(await connectWhenLet(device.moveTo(address)))
}

/** As the page does by itself: whoever gets no connection tries again. */
async function connectWhenLet(device: SignedInDevice): Promise<SignedInDevice> {
  try {
    return await device.connect()
  } catch {
    await wait(1_000)
    return connectWhenLet(device)
  }
}

/**
 * A whole recovery as people and our page do it: what is refused for now is asked again when the server says,
 * or with the account name, and a page that ended is opened anew. Throws when it takes too long.
 */
export async function recoverHonestly(site: Site, person: Person): Promise<Recovered> {
  const { address, approver, seenBy, giveUpAfterMs = 60_000 } = person
  const startedAt = performance.now()
  const browserCookie = newBrowser()
  const refusals: string[] = []
  let named = false
  for (let pages = 1; performance.now() - startedAt < giveUpAfterMs; pages += 1) {
    const page = new PageDevice(site.url, { browserCookie, address })
    try {
      const opened = await openOrWait(page, named ? approver.name : undefined)
      if ('refused' in opened) {
        refusals.push(opened.refused)
        // The first refusal offers the way by name, and so does whatever ended the page before.
        if (named && opened.retryAfterMs > 0) await wait(Math.min(opened.retryAfterMs, 60_000))
        named = true
        continue
      }
      seenBy?.(opened.view)
      const pair = await meet(approver, page)
      if (!pair) {
        refusals.push(`ended: ${page.view.endCause ?? page.view.state}`)
        named = true
        continue
      }
      const dual = pair.claim.reasons.length > 0
      const through = await complete(site, pair).then(
        () => true,
        // A second claimant voids everything up to the registration.
        (error) => contended(page, error),
      )
      if (!through) {
        refusals.push('ended: second-claimant, after the match')
        named = true
        continue
      }
      return { ms: performance.now() - startedAt, pages, refusals, dual }
    } finally {
      page.close()
    }
  }
  throw new Error(`Shut out for ${giveUpAfterMs} ms: ${refusals.join(', ')}`)
}

async function contended(page: PageDevice, error: unknown): Promise<false> {
  const state = await page.state()
  if (state.ok && state.view.endCause === 'second-claimant') return false
  throw error
}

async function openOrWait(
  page: PageDevice,
  name: string | undefined,
): Promise<{ view: RequestingView } | { refused: ErrorCode | 'connect'; retryAfterMs: number }> {
  try {
    await page.connect()
  } catch {
    return { refused: 'connect', retryAfterMs: 1_000 }
  }
  const body = { pageKey: page.pageKey, purpose: 'replace' as const, ...(name !== undefined && { name }) }
  const reply = await page.send('open', page.message('open', body))
  if (!reply.ok) return { refused: reply.error.code, retryAfterMs: reply.error.retryAfterMs ?? 0 }
  page.pairingId = reply.view.pairingId
  page.opened = reply.view
  return { view: reply.view }
}

/** Both devices up to the match, or null when someone came between them. */
async function meet(approver: SignedInDevice, page: PageDevice): Promise<Pair | null> {
  const claimed = await present(approver, page)
  if (!claimed.ok) {
    expect(claimed.error.code).to.be.oneOf(['code_invalid', 'rate_limited'])
    return null
  }
  const { view: claim } = claimed
  if (claim.state === 'claimed' && !(await page.typeReturnPin(claim.returnPin?.pin ?? '')).ok) return null
  const state = await approver.state(claim.claimId)
  if (!state.ok || state.view.state !== 'matched') return null
  return { approver, page, claim: state.view }
}

/** Scans; and types the PIN, if one is shown, where scanning is refused for now. */
async function present(approver: SignedInDevice, page: PageDevice): Promise<Claimed> {
  const scanned = await approver.scan(qrOf(page.opened))
  const pin = page.opened.codes?.pin
  if (scanned.ok || scanned.error.code !== 'rate_limited' || !pin) return scanned
  return approver.claim({ pin })
}

/** From the match to the sign-in with the new passkey. */
export async function complete(site: Site, pair: Pair): Promise<SignedInDevice> {
  const newDevice = new SignedInDevice(site.url, { address: pair.page.address })
  await approve(pair, NOTHING_LOST)
  viewOf(await register(pair.page, newDevice))
  await proveOn({ ...pair, newDevice })
  return newDevice
}

/** Both PINs where they are due, and then everything up to the sign-in with the new passkey. */
export async function finish(site: Site, { page, approver, claim }: Pair): Promise<SignedInDevice> {
  if (claim.state === 'claimed') viewOf(await page.typeReturnPin(claim.returnPin?.pin ?? ''))
  const matched = claimOf(await approver.state(claim.claimId))
  const newDevice = await complete(site, { page, approver, claim: matched })
  expect(viewOf(await page.state())).to.include({ state: 'done', account: approver.name })
  return newDevice
}
