import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect } from 'chai'
import { browserDevices } from '../support/devices.ts'
import { embeddedSite } from '../support/sites.ts'

const run = promisify(execFile)
const HELP = 'mailto:help@example.com?subject=Passkey'

describe('who can sign up', () => {
  const inviting = embeddedSite({ env: { SIGN_UP: 'invite' } })
  const closed = embeddedSite({ env: { SIGN_UP: 'closed', SUPPORT_URL: HELP } })
  const open = browserDevices()

  /** What `npm start -- --invite` prints, beside the running server. */
  async function printInvite(): Promise<string> {
    const { folder } = inviting.nodes[0]!
    const env = { ...process.env, SIGN_UP: 'invite', DATA_DIR: folder, PUBLIC_URL: inviting.url }
    const command = ['--import', 'tsx', 'server/main.ts', '--invite']
    const { stdout } = await run(process.execPath, command, { env })
    return stdout.match(/^http\S+$/m)?.[0] ?? ''
  }

  it('one person for each invitation, where it takes one', async () => {
    const { page } = await open()
    await page.goto(`${inviting.url}/sign-up`)
    await page.getByText('You need an invitation to create an account here.').waitFor()
    expect(await page.getByRole('button', { name: 'Create passkey' }).count()).to.equal(0)

    const invitation = await printInvite()
    // The address differs in its fragment only, which a browser does not load again for.
    await page.goto('about:blank')
    await page.goto(invitation)
    await page.getByText('You’re invited.').waitFor()
    await page.getByRole('textbox', { name: 'Account name' }).fill('Alice Invited')
    await page.getByRole('button', { name: 'Create passkey' }).click()
    await page.waitForURL('**/account')

    const second = (await open()).page
    await second.goto(invitation)
    await second.getByRole('textbox', { name: 'Account name' }).fill('Mallory')
    await second.getByRole('button', { name: 'Create passkey' }).click()
    await second.getByText('This invitation doesn’t work any more.').waitFor()
  })

  it('nobody, where it is closed: no page leads there', async () => {
    const { page } = await open()
    for (const [path, seen] of [
      ['/', page.getByRole('link', { name: 'Sign in', exact: true })],
      ['/sign-in', page.getByRole('link', { name: 'Lost your passkey?' })],
    ] as const) {
      await page.goto(closed.url + path)
      await seen.waitFor()
      expect(await page.getByRole('link', { name: 'Create account' }).count(), path).to.equal(0)
    }
    await page.goto(`${closed.url}/sign-up`)
    await page.getByText('New accounts can’t be created here.').waitFor()
    expect(await page.getByRole('textbox').count()).to.equal(0)
  })

  it('[H78] where someone cannot continue, the page says whom to ask: by a link, or in words', async () => {
    const { page } = await open()
    const link = (name: string) => page.getByRole('link', { name, exact: true })
    await page.goto(`${closed.url}/sign-up`)
    await page.getByText('New accounts can’t be created here.').waitFor()
    expect(await link('Contact support').getAttribute('href')).to.equal(HELP)
    expect(await link('Get help').getAttribute('href')).to.equal(HELP)
    await page.goto(`${inviting.url}/sign-up`)
    await page.getByText('Need help? Contact support: the people who run this site.').waitFor()
    expect(await link('Get help').count()).to.equal(0)
  })
})
