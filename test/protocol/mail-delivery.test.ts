import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { after, before, describe, it } from 'mocha'
import { eventually } from '../contract/eventually.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'
import { readEml } from '../support/read-eml.ts'
import { startRekey } from '../support/rekey.ts'
import { runRekey } from '../support/run-rekey.ts'
import { describeOnBothSets } from '../support/sites.ts'
import { waitingMail } from './mail-scene.ts'

/** Set before the sites start, because a site is told where the mail server is. */
const PORT = 20_000 + (process.pid % 20_000)

describeOnBothSets(
  'mail by SMTP',
  (site) => {
    let server: MailServer
    before(async () => {
      server = await startMailServer({ port: PORT })
    })
    after(() => server.close())

    it('leaves the outbox for the mail server, and its words with it', async () => {
      const mail = await waitingMail(site, 'alice@example.com')
      await eventually('it came', async () => server.mails.length === 1)
      const read = readEml(server.mails[0] ?? '')
      expect(read.headers).to.include({
        to: 'alice@example.com',
        from: 'Rekey <no-reply@localhost>',
        'message-id': `<${mail.id}@localhost>`,
      })
      await eventually('its words are deleted', async () => (await mail.row()).content === null)
      expect((await mail.row()).state).to.equal('sent')
    })

    it('[M11] waits while the server is full, and is sent when it has room', async () => {
      server.mails.length = 0
      server.mood = 'is-full'
      const mail = await waitingMail(site, 'bob@example.com')
      await eventually('it was tried', async () => (await mail.row()).why === 'EENVELOPE 452')
      expect(await mail.row()).to.include({ state: 'waiting', tries: 1 })
      expect(site.nodes.some((node) => node.process.output().includes('bob@example.com'))).to.equal(false)
      server.mood = 'takes'
      await mail.dueNow()
      await eventually('it came', async () => server.mails.length === 1)
    })

    it('[M6] ends at once if there is no such mailbox', async () => {
      server.mails.length = 0
      server.mood = 'refuses'
      const mail = await waitingMail(site, 'nobody@example.com')
      await eventually('it ended', async () => (await mail.row()).state === 'refused')
      expect(await mail.row()).to.include({ why: '550 5.1.1', content: null, tries: 1 })
      server.mood = 'takes'
    })

    it('[M6] [M49] waits if the server refuses us, is sent when that is mended, and an operator is told', async () => {
      server.mails.length = 0
      server.refusal = '554 5.7.1 On a blocklist'
      server.mood = 'refuses'
      const mail = await waitingMail(site, 'dora@example.com')
      await eventually('it was tried', async () => (await mail.row()).why === 'EENVELOPE 554 5.7.1')
      expect(await mail.row()).to.include({ state: 'waiting', tries: 1 })
      const ready = await Promise.all(
        site.nodes.map(async ({ url }) => (await fetch(`${url}/readyz`)).text()),
      )
      expect(ready.some((said) => said.includes('Mail cannot be sent'))).to.equal(true)
      server.mood = 'takes'
      await mail.dueNow()
      await eventually('it came', async () => server.mails.length === 1)
    })

    it('[M20] is sent by another process if one is killed while it sends it, with the same Message-ID', async () => {
      server.mails.length = 0
      server.mood = 'hangs'
      const mail = await waitingMail(site, 'carol@example.com')
      await server.hung()
      const [node, ...others] = site.nodes
      for (const one of site.nodes) await one.kill()
      server.mood = 'takes'
      expect(await mail.row()).to.include({ state: 'waiting', tries: 1 })
      await mail.dueNow()
      const again = await startRekey({
        folder: node!.folder,
        ...(site.redis && { redisUrl: site.redis.url }),
        ...(site.databaseUrl && { databaseUrl: site.databaseUrl }),
        env: { SMTP_URL: `smtp://127.0.0.1:${PORT}` },
      })
      await eventually('it came', async () => server.mails.length === 1)
      expect(readEml(server.mails[0] ?? '').headers['message-id']).to.equal(`<${mail.id}@localhost>`)
      await eventually('it is over', async () => (await mail.row()).state === 'sent')
      await again.stop()
      site.nodes.length = 0
      expect(others.length).to.equal(site.databaseUrl ? 1 : 0)
    })
  },
  { env: { SMTP_URL: `smtp://127.0.0.1:${PORT}` } },
)

describe('mail on localhost', () => {
  it('[M7] [M15] is written into files, and the start says where', async () => {
    const node = await startRekey({ env: { LOG_LEVEL: 'info' } })
    expect(node.process.output()).to.contain(`Mail: written into files under ${join(node.folder, 'mail')}`)
    const site = { nodes: [node], databaseUrl: null }
    await waitingMail(site, 'alice@example.com')
    const folder = join(node.folder, 'mail')
    await eventually('the log says so', async () => node.process.output().includes('written into a file'))
    const [file = ''] = readdirSync(folder)
    expect(readEml(readFileSync(join(folder, file), 'utf8')).text).to.contain('1234 5678')
    expect(node.process.output()).not.to.match(/1234 ?5678|alice@/)
    await node.stop()
  })

  it('[M14] a wrong setting stops the start with a sentence that repeats no password', async () => {
    const { code, stderr } = await runRekey({ env: { SMTP_URL: 'smtp://rekey:se/cret@mail.example.com' } })
    expect(code).to.equal(1)
    expect(stderr).to.match(/^SMTP_URL must be smtp:/)
    expect(stderr).not.to.contain('cret@')
  })
})
