import { recovered } from '../protocol/scene.ts'
import { expectAccessible } from '../support/accessible.ts'
import { PHONE } from '../support/browser.ts'
import { browserDevices } from '../support/devices.ts'
import { makeBackupCodes } from '../support/signed-page.ts'
import { embeddedSite } from '../support/sites.ts'
import { typeCode } from '../support/way-back-people.ts'

describe('a way back in that is newer than something which was stopped', () => {
  const site = embeddedSite()
  const open = browserDevices()

  it('[R93] isn’t called done, and is offered again', async () => {
    const { approver, page: other } = await recovered(site)
    const { codes } = (await makeBackupCodes(approver)).body
    const recoveryId = other.view.pairingId
    const stepUp = await approver.stepUp({ do: 'freeze-recovery', recoveryId })
    await approver.post('/api/recoveries/freeze', { recoveryId, stepUp })
    const { page } = await open({ viewport: PHONE })
    await page.goto(`${site.url}/backup-code`)
    await typeCode(page, codes[0]!, approver.name)
    await page.getByRole('heading', { level: 1, name: 'One more step to show it’s you' }).waitFor()
    await page.getByText('What you used was set up too recently to count now').waitFor()
    await page
      .getByText('Doesn’t count now: Backup code accepted, but set up too recently to count')
      .waitFor()
    await page.getByRole('textbox', { name: 'Backup code' }).waitFor()
    await expectAccessible(page, 'too new')
  })
})
