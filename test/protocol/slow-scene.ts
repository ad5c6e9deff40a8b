import type { RecoveryId } from '../../shared/ids.ts'
import type { RetireChoice } from '../../shared/recovery.ts'
import { mature } from '../support/mature.ts'
import { passRecoveryTime } from '../support/pass-recovery-time.ts'
import { runSql } from '../support/run-sql.ts'
import { SignedInDevice } from '../support/signed-in-device.ts'
import { makeBackupCodes, SignedPage } from '../support/signed-page.ts'
import { siteStores } from '../support/site-stores.ts'
import type { Site } from '../support/sites.ts'
import { accountOf } from './admin-scene.ts'
import { addDevice, newName } from './scene.ts'

export const HOUR = 60 * 60_000
export const DAY = 24 * HOUR

/** People who prove what they have on pages, and are signed in on other devices. For the suite that calls this. */
export function slowScene(site: Site) {
  const stores = siteStores(site)

  const newPage = (url = site.url) => new SignedPage(url, { origin: site.url })

  /** Somebody who is signed in on one device, with backup codes. */
  async function newOwner() {
    const device = await new SignedInDevice(site.url).signUp(newName('Slow'))
    const accountId = await accountOf(stores, device)
    const codes = [...(await makeBackupCodes(device)).body.codes]
    return {
      ...{ device, accountId, name: device.name },
      /** One that was not used yet. */
      code: () => codes.shift() ?? '',
      link: async () => (await stores.sql.operatorLinks.make(accountId)).secret,
    }
  }
  type Owner = Awaited<ReturnType<typeof newOwner>>

  /** A page that has proven one code. */
  async function begun(url = site.url) {
    const owner = await newOwner()
    const page = newPage()
    const { body, status } = await page.proveCode(owner.name, owner.code(), url)
    if (status !== 200) throw new Error(`The code was refused: ${status}`)
    return { owner, page, view: body, id: body.recoveryId }
  }

  const pass = (id: RecoveryId, ms: number) =>
    passRecoveryTime((statement) => runSql(site, statement), id, ms)

  /** One whose hold is over, and whose code was proven again. */
  async function ready() {
    const all = await begun()
    await pass(all.id, 7 * DAY + HOUR)
    const { body } = await all.page.proveCode(all.owner.name, all.owner.code(), site.otherUrl)
    if (body.state !== 'ready') throw new Error(`It is ${body.state}.`)
    return all
  }

  /** Another device of the owner, signed in with a passkey that it got now. */
  async function addLater({ device }: Owner) {
    const later = await addDevice(device)
    await later.signIn()
    return later
  }

  /** The same, as if it had got that two weeks ago, and the first one had its own before. */
  async function addedLongAgo({ device, accountId }: Owner) {
    const added = await addDevice(device)
    await mature(site, added.passkey)
    await runSql(
      site,
      `update credentials set created_at = created_at - ${14 * DAY} where account_id = '${accountId}'`,
    )
    await added.signIn()
    return added
  }

  /** A page that proved a code and the operator's link, or the link alone, and may register. */
  async function proven(owner: Owner, by: 'two' | 'one') {
    const page = newPage()
    if (by === 'two') await page.proveCode(owner.name, owner.code(), site.otherUrl)
    const { body: view } = await page.useLink(await owner.link())
    if (view.state !== 'ready') throw new Error(`It is ${view.state}.`)
    return { page, view, id: view.recoveryId }
  }

  /** The same once its new passkey has signed in. */
  async function arrived(owner: Owner, by: 'two' | 'one', retires: readonly RetireChoice[] = []) {
    const all = await proven(owner, by)
    const { status } = await all.page.registerFor(all.id, site.url, retires)
    if (status !== 200) throw new Error(`It was not registered: ${status}`)
    const { error } = await all.page.signIn()
    if (error) throw new Error(`The new passkey could not sign in: ${error.code}`)
    return all
  }

  return { stores, newPage, newOwner, begun, ready, pass, addLater, addedLongAgo, proven, arrived }
}

/** “This wasn't me”, on a signed-in device. */
export async function stop(device: SignedInDevice, recoveryId: RecoveryId, url = device.url) {
  const stepUp = await device.stepUp({ do: 'stop-recovery', recoveryId })
  return device.post('/api/recoveries/stop', { recoveryId, stepUp }, url)
}

/** Judges a recovery that is done, as an older device does on the account page. */
export async function judge(
  device: SignedInDevice,
  what: 'freeze' | 'lift' | 'undo',
  recoveryId: RecoveryId,
  url = device.url,
): Promise<string> {
  const restoreRetired = false
  const action =
    what === 'undo'
      ? ({ do: 'undo-recovery', recoveryId, restoreRetired } as const)
      : ({ do: `${what}-recovery`, recoveryId } as const)
  const { body: offer, error } = await device.post('/api/step-up', { action })
  if (error) return error.code
  const stepUp = device.assert(offer)
  const judged =
    what === 'undo'
      ? await device.post('/api/recoveries/undo', { recoveryId, restoreRetired, stepUp }, url)
      : await device.post(`/api/recoveries/${what}`, { recoveryId, stepUp }, url)
  return judged.error?.code ?? 'done'
}
