import { randomBytes } from 'node:crypto'
import type { PairingId } from '../../../shared/ids.ts'
import type { QrCode } from '../../../shared/qr.ts'
import { closeAfterwards, newName, openPage, pinOf } from '../../protocol/scene.ts'
import { newAddress } from '../../support/new-address.ts'
import { type PageDevice, qrOf } from '../../support/page-device.ts'
import { SignedInDevice } from '../../support/signed-in-device.ts'
import type { SiteStores } from '../../support/site-stores.ts'
import type { Site } from '../../support/sites.ts'
import { fetchFrom, wayIn } from '../../support/way-in.ts'

const MINUTE = 60_000

export const token = (bytes: number) => randomBytes(bytes).toString('base64url')

/** Reasons that only time brings; a test moves it in Redis, and not in the memory of a process. */
const BY_TIME: readonly string[] = ['old step', 'page timed out']

/** Those of some reasons that a site can be brought to. */
export function reasonsOn<Reason extends string>(site: Site, reasons: readonly Reason[]): readonly Reason[] {
  return site.redis ? reasons : reasons.filter((reason) => !BY_TIME.includes(reason))
}

async function passTime(site: Site, stores: SiteStores, page: PageDevice, ms: number): Promise<void> {
  if (site.redis) await stores.passTime(page.view.pairingId, ms)
}

/** QR codes that lead nowhere, each for another reason. */
export async function deadQrCodes(site: Site, stores: SiteStores) {
  const pages = await Promise.all(Array.from({ length: 4 }, () => openPage(site)))
  const [guessed, old, timedOut, ended] = pages as [PageDevice, PageDevice, PageDevice, PageDevice]
  const codes = {
    unknown: { pairingId: token(16) as PairingId, step: 0, secret: token(16) },
    'wrong secret': { ...qrOf(guessed.view), secret: token(16) },
    'old step': qrOf(old.view),
    'page timed out': qrOf(timedOut.view),
    'page ended': qrOf(ended.view),
  } satisfies Record<string, QrCode>
  await passTime(site, stores, old, 2 * MINUTE)
  await passTime(site, stores, timedOut, 11 * MINUTE)
  await ended.cancel()
  return codes
}

/** Asks for a receipt from a network and a connection of its own, and tells all of the answer but its time. */
export async function lookAt(site: Site, cookie: string, code: QrCode) {
  const address = newAddress()
  const response = await fetchFrom(address, `${site.url}/api/look`, {
    method: 'POST',
    headers: {
      ...wayIn(site.url, address).headers,
      cookie,
      origin: site.url,
      'content-type': 'application/json',
    },
    body: JSON.stringify(code),
  })
  const headers = Object.fromEntries([...response.headers].filter(([name]) => name !== 'date'))
  return { status: response.status, headers, body: await response.json() }
}

export const RECEIPTS = [
  'unknown',
  'page timed out',
  'page ended',
  'old codes',
  'of another account',
] as const

/** For each approving device, receipts that are worth nothing any more, each for another reason. */
export async function deadReceipts(site: Site, stores: SiteStores, approvers: readonly SignedInDevice[]) {
  const stranger = await new SignedInDevice(site.url).signUp(newName('Stranger'))
  const pages = await Promise.all([
    openPage(site),
    openPage(site),
    openPage(site),
    openPage(site, { name: stranger.name }),
  ])
  const [timedOut, ended, renewed, foreign] = pages
  const receipts = await Promise.all(
    approvers.map(async (approver) => {
      const [one, two, three, four] = await Promise.all(
        pages.map(async (page) => (await approver.look(qrOf(page.view))).body.receipt),
      )
      const forged = `${one?.slice(0, -43)}${token(32)}`
      return {
        unknown: forged,
        'page timed out': one,
        'page ended': two,
        'old codes': three,
        'of another account': four,
      }
    }),
  )
  await passTime(site, stores, timedOut, 11 * MINUTE)
  await ended.cancel()
  await renewed.newCode()
  closeAfterwards(foreign)
  return receipts as Record<(typeof RECEIPTS)[number], string>[]
}

export const PINS = ['unknown', 'page timed out', 'page ended', 'of another account'] as const

/** For each approving device, PINs that claim nothing, each for another reason. */
export async function deadPins(site: Site, stores: SiteStores, approvers: readonly SignedInDevice[]) {
  const stranger = await new SignedInDevice(site.url).signUp(newName('Stranger'))
  const foreign = await openPage(site, { name: stranger.name })
  const pins = []
  for (const { name } of approvers) {
    const [timedOut, ended] = await Promise.all([openPage(site, { name }), openPage(site, { name })])
    pins.push({
      unknown: 'ABCD-EFGH',
      'page timed out': pinOf(timedOut),
      'page ended': pinOf(ended),
      'of another account': pinOf(foreign),
    })
    await passTime(site, stores, timedOut, 11 * MINUTE)
    await ended.cancel()
  }
  return pins
}
