import { expect } from 'chai'
import { mailFile } from '../support/mail-files.ts'
import { runSql } from '../support/run-sql.ts'
import { describeOnOwnSites } from '../support/sites.ts'
import { contactPeople } from './contact-people.ts'

describeOnOwnSites('requests to recovery contacts, by mail', (site) => {
  const { newOwner, newFriend, name, shownTo } = contactPeople(site)

  it('[F31] [F32] are mailed three requests a day, whoever asks, and the fourth looks the same', async () => {
    const friend = await newFriend()
    const mailbox = `${friend.name.replaceAll(/\W/g, '')}@example.com`
    await runSql(
      site,
      `insert into addresses (id, account_id, address, state, added_by, created_at, counts_since, tries_left)
       select '${mailbox}', id, '${mailbox}', 'counts', 'nobody', 1, 1, 0 from accounts where name = '${friend.name}'`,
    )
    const answers = []
    const asking = []
    for (let asked = 0; asked < 4; asked += 1) {
      const { device } = await newOwner()
      asking.push(device.name)
      answers.push(await name(device, friend.name))
    }
    for (const { status, body } of answers) expect([status, body]).to.deep.equal([200, {}])
    expect((await shownTo(friend)).requests).to.have.length(4)
    const mailed = await runSql(site, `select id from mails where recipient = '${mailbox}'`)
    expect(mailed).to.have.length(3)
    for (const by of asking.slice(0, 3)) await mailFile(site, mailbox, new RegExp(`Asked by: ${by}\\r?\\n`))
  })
})
