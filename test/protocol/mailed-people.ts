import { expect } from 'chai'
import { after, before, beforeEach } from 'mocha'
import { eventually } from '../contract/eventually.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'
import { type ReadMail, readEml } from '../support/read-eml.ts'
import type { SignedInDevice } from '../support/signed-in-device.ts'
import type { Site } from '../support/sites.ts'

/** Owners with a mailbox, and a mail server at this port for as long as the suite that calls this runs. */
export function mailedPeople<Owner extends { readonly device: SignedInDevice }>(
  site: Site,
  port: number,
  newOwner: () => Promise<Owner>,
) {
  let server: MailServer
  before(async () => {
    server = await startMailServer({ port })
  })
  after(() => server.close())
  beforeEach(() => {
    server.mood = 'takes'
  })

  const inbox = () => server.mails.map(readEml)
  /** The last mail to an address that says this, once it is there. */
  async function mailTo(address: string, said: string): Promise<ReadMail> {
    let found: ReadMail | undefined
    await eventually(`a mail to ${address} with ${said}`, async () => {
      found = inbox().findLast(({ headers, text }) => headers.to === address && text.includes(said))
      return found !== undefined
    })
    return found!
  }

  let people = 0
  async function mailedOwner(): Promise<Owner & { readonly address: string }> {
    const owner = await newOwner()
    people += 1
    const address = `owner-${people}@${site.nodes.length}.example.com`
    await addAddress(owner.device, address)
    return { ...owner, address }
  }
  async function addAddress(device: SignedInDevice, address: string) {
    const stepUp = await device.stepUp({ do: 'add-address', address })
    const { body } = await device.post('/api/addresses', { address, stepUp })
    const code = codeIn(await mailTo(address, 'type this code'))
    const confirmed = await device.post('/api/addresses/confirm', { addressId: body.addressId, code })
    expect(confirmed.status).to.equal(200)
  }
  /** The code in a mail, as people copy it. */
  function codeIn({ text }: ReadMail): string {
    return /^ {4}(\d{4} \d{4})\r?$/m.exec(text)?.[1] ?? ''
  }
  /** The same of a case. */
  function caseCodeIn({ text }: ReadMail): string {
    return /^ {4}((?:[0-9A-Z]{4} ){4}[0-9A-Z]{4})\r?$/m.exec(text)?.[1] ?? ''
  }
  /** The link out of a mail, as people follow it. */
  function linkOf({ text, html }: ReadMail): { readonly page: string; readonly secret: string } {
    const link = /^(https?:\S+)#([\w-]{22})\r?$/m.exec(text)
    if (!link?.[1] || !link[2]) throw new Error(`No link in:\n${text}`)
    expect(html).to.contain(`href="${link[1]}#${link[2]}"`)
    return { page: link[1], secret: link[2] }
  }
  return { server: () => server, inbox, mailTo, mailedOwner, addAddress, codeIn, caseCodeIn, linkOf }
}
