import { expect } from 'chai'
import { PAGE_PATHS } from '../../shared/pages.ts'
import { newName } from '../protocol/scene.ts'
import { firefoxDevices } from '../support/firefox.ts'
import { PasskeyDevice } from '../support/passkey-device.ts'
import { expectNoComplaints } from '../support/people.ts'
import { commonSite } from '../support/sites.ts'

describe('every page, in Firefox', () => {
  const site = commonSite('embedded')
  const open = firefoxDevices()

  it('has one heading and a title, asks nobody else, and breaks no policy', async () => {
    const [nobody, owner] = await Promise.all([open(), open()])
    await owner.lend(await new PasskeyDevice(site.url).signUp(newName()), site.url)
    const asked = new Set<string>()
    for (const { page } of [nobody, owner]) {
      const paths = page === owner.page ? ['/', '/approve', '/account', '/admin'] : PAGE_PATHS
      page.on('request', (request) => asked.add(new URL(request.url()).origin))
      for (const path of paths) {
        await page.goto(site.url + path, { waitUntil: 'networkidle0' })
        const headings = await page.$$eval('h1', (all) => all.map(({ innerText }) => innerText))
        expect(headings, path).to.have.length(1)
        expect(headings[0], path).to.not.equal('')
        expect(await page.title(), path).to.match(/.+ · Rekey$/)
      }
    }
    expect([...asked].filter((one) => one !== 'null')).to.deep.equal([site.url])
    expectNoComplaints(nobody, owner)
  })

  it('says that a page is not there, under the same policy', async () => {
    const { page, complaints } = await open()
    const answer = await page.goto(`${site.url}/lost-passky`)
    expect(answer!.status()).to.equal(404)
    expect(await page.$$('h1')).to.have.length(1)
    expect(await page.$$('a[href="/"]')).to.not.have.length(0)
    // The status itself is what the browser logs.
    expect(complaints.filter((one) => !one.includes('404'))).to.deep.equal([])
  })
})
