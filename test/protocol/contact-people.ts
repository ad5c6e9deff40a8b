import { vouchTranscript } from '../../shared/contacts.ts'
import { runSql } from '../support/run-sql.ts'
import { SignedInDevice } from '../support/signed-in-device.ts'
import type { SignedPage } from '../support/signed-page.ts'
import type { Site } from '../support/sites.ts'
import { accountOf } from './admin-scene.ts'
import { newName } from './scene.ts'
import { DAY, slowScene } from './slow-scene.ts'

const orThrow = (err: unknown) => {
  throw err
}

/** Owners with recovery contacts. For the suite that calls this. */
export function contactPeople(site: Site) {
  const scene = slowScene(site)
  const { stores, newOwner, newPage } = scene

  const newFriend = () => new SignedInDevice(site.url).signUp(newName('Friend'))

  /** The owner names somebody. */
  async function name(device: SignedInDevice, whom: string, url = site.otherUrl) {
    const stepUp = await device.stepUp({ do: 'name-contact', name: whom })
    return device.post('/api/contacts/name', { name: whom, stepUp }, url)
  }

  /** What the account page shows of it. */
  async function shownTo(device: SignedInDevice) {
    const { readiness } = await device.get('/api/account')
    if (!readiness.contact) throw new Error('Contacts are off.')
    return readiness.contact
  }

  async function agree(friend: SignedInDevice, contactId: string, url = site.url) {
    const stepUp = await friend.stepUp({ do: 'agree-to-contact', contactId })
    return friend.post('/api/contacts/agree', { contactId, stepUp }, url)
  }

  /** As if so much time had passed for both since the agreement, and the cleanup had run. */
  async function pass(devices: readonly SignedInDevice[], ms: number) {
    for (const device of devices) {
      const accountId = await accountOf(stores, device)
      const columns = ['asked_at', 'expires_at', 'agreed_at', 'counts_from', 'counts_since', 'ends_at']
      await runSql(
        site,
        `update recovery_contacts set ${columns.map((one) => `${one} = ${one} - ${ms}`).join(', ')} where account_id = '${accountId}'`,
      )
      await runSql(
        site,
        `update credentials set created_at = created_at - ${ms} where account_id = '${accountId}'`,
      )
    }
    await stores.sql.contacts.carryOut(orThrow)
  }

  /** Somebody with codes, and a contact of theirs who counts. */
  async function withContact() {
    const owner = await newOwner()
    const friend = await newFriend()
    await name(owner.device, friend.name)
    const [request] = (await shownTo(friend)).requests
    if (!request) throw new Error('No request arrived.')
    await agree(friend, request.id)
    await pass([owner.device, friend], 7 * DAY)
    return { owner, friend, contactId: request.id }
  }

  /** What a contact does with a link: looks, and confirms what the dialog shows, or something else. */
  async function vouch(friend: SignedInDevice, secret: string, url = site.otherUrl, shown?: string) {
    const looked = await friend.post('/api/vouch/look', { secret }, url)
    if (looked.error) return { looked, code: null, error: looked.error.code }
    const { requestId } = looked.body
    const action = { do: 'vouch', requestId, shown: shown ?? vouchTranscript(looked.body) } as const
    const offer = await friend.post('/api/step-up', { action }, url)
    if (offer.error) return { looked, code: null, error: offer.error.code }
    const confirmed = await friend.post(
      '/api/vouch/confirm',
      { secret, stepUp: friend.assert(offer.body) },
      url,
    )
    return { looked, code: confirmed.body.code ?? null, error: confirmed.error?.code ?? null }
  }

  /** A page whose person has a contact vouch, and types the code. */
  async function prove(page: SignedPage, owner: string, friend: SignedInDevice) {
    const { body } = await page.askContact(owner)
    const { code, error } = await vouch(friend, body.secret)
    if (code === null) throw new Error(`Nobody vouched: ${error}`)
    return page.proveVouched(code)
  }

  return { ...scene, newFriend, newPage, name, shownTo, agree, passFor: pass, withContact, vouch, prove }
}
