import { expect } from 'chai'
import { parseQrFragment } from '../../shared/qr.ts'
import { linkWords } from '../../web/messages/link.ts'
import { codes, reopenedWords } from '../../web/methods/pairing/requesting/messages/first.ts'
import { laterHeadings } from '../../web/methods/pairing/requesting/messages/later.ts'
import { newApprover } from '../protocol/scene.ts'
import { type FirefoxDevice, firefoxDevices } from '../support/firefox.ts'
import { find, findAll, press, readQrOf, sees, seesNoMore, type } from '../support/firefox-page.ts'
import { noteUnheard } from '../support/note-unheard.ts'
import { startRekey } from '../support/rekey.ts'
import { claimOf } from '../support/signed-in-device.ts'
import { commonSite, embeddedSite } from '../support/sites.ts'

describe('a requesting page whose line is cut, in Firefox', () => {
  const site = commonSite('embedded')
  const restarting = embeddedSite()
  const open = firefoxDevices()
  let lost: FirefoxDevice
  beforeEach(async () => {
    lost = await open()
    await lost.page.evaluateOnNewDocument(noteUnheard)
  })

  /** A region that came together with its words was not read out. */
  async function expectAllHeard(): Promise<void> {
    const unheard = () => (window as unknown as { unheard: string[] }).unheard
    expect(await lost.page.evaluate(unheard)).to.deep.equal([])
  }

  it('[P130] covers its codes, and shows the same request when the line is back', async () => {
    const { page, network } = lost
    await page.goto(`${site.url}/lost-passkey`)
    const before = parseQrFragment(await readQrOf(page))
    network.cut()
    await sees(page, linkWords.away.sentence)
    await sees(page, codes.covered)
    expect(await findAll(page, 'image', 'QR code')).to.have.length(0)
    network.mend()
    await seesNoMore(page, linkWords.away.sentence)
    expect(parseQrFragment(await readQrOf(page))?.pairingId).to.equal(before?.pairingId)
    await expectAllHeard()
  })

  it('goes on where the other device has left it meanwhile', async () => {
    const { page, network } = lost
    const owner = await newApprover(site)
    await page.goto(`${site.url}/lost-passkey`)
    const view = claimOf(await owner.scan(parseQrFragment(await readQrOf(page))!))
    await find(page, 'heading', laterHeadings.waiting)
    network.cut()
    await sees(page, linkWords.away.sentence)
    await owner.approve(view)
    network.mend()
    await find(page, 'heading', laterHeadings.confirm)
    await sees(page, owner.name)
    await expectAllHeard()
  })

  it('has a new code and the kept name after a reload, and says so', async () => {
    const { page } = lost
    await page.goto(`${site.url}/lost-passkey`)
    await press(page, 'Use a PIN instead')
    await type(page, 'Account name', 'Alice Reloads')
    await press(page, 'Show PIN')
    await find(page, 'heading', 'Your PIN')
    await page.reload()
    await sees(page, reopenedWords.reloaded)
    await sees(page, codes.boundTo('Alice Reloads'))
    await expectAllHeard()
  })

  it('says that its server restarts, and shows a code again by itself', async () => {
    const { page } = lost
    const node = restarting.nodes[0]!
    await page.goto(`${restarting.url}/lost-passkey`)
    await readQrOf(page)
    await node.stop()
    await sees(page, linkWords.restarting.sentence)
    restarting.nodes[0] = await startRekey({ port: node.port })
    await seesNoMore(page, linkWords.restarting.sentence)
    await readQrOf(page)
    await expectAllHeard()
  })
})
