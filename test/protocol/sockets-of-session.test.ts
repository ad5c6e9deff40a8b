import { expect } from 'chai'
import { SOCKETS_OF_SESSION } from '../../server/limits/numbers.ts'
import { SignedInDevice } from '../support/signed-in-device.ts'
import { describeOnCommonSites } from '../support/sites.ts'
import { closeAfterwards, newApprover } from './scene.ts'

describeOnCommonSites('the sockets of one session', (site) => {
  /** The cookie of a session, somewhere else; each on the same network, or where it says. */
  async function thief(
    owner: SignedInDevice,
    times: number,
    where?: (nth: number) => string,
  ): Promise<SignedInDevice[]> {
    const one = owner.sameBrowser().headers['x-forwarded-for'] ?? ''
    const devices = Array.from({ length: times }, (_, nth) => {
      const at = { origin: site.url, address: where?.(nth) ?? one }
      const device = closeAfterwards(new SignedInDevice(site.url, at))
      for (const [name, value] of owner.cookies) device.cookies.set(name, value)
      return device
    })
    for (const device of devices) await device.connect(site.url, '/approve')
    return devices
  }

  it(`[P80] are ${SOCKETS_OF_SESSION} in a namespace at most; one more puts out the oldest of its own network`, async () => {
    const owner = await newApprover(site)
    const copies = await thief(owner, SOCKETS_OF_SESSION - 1)
    expect(copies.every(({ socket }) => socket.connected)).to.equal(true)
    const [first, second, ...others] = [...copies, ...(await thief(owner, 1))]
    // The last one is from yet another network: the largest still is the one of the first.
    await first?.closed()
    expect([owner, second, ...others].every((device) => device?.socket.connected)).to.equal(true)
  })

  it('[P80][L68] of a thief who owns a /48 put out their own, wherever in it they are', async () => {
    const owner = await newApprover(site)
    const [again] = await thief(owner, 1, () => owner.headers['x-forwarded-for'] ?? '')
    const inOneBlock = (nth: number) => `2001:db8:48:${nth}::1`
    const [first, ...others] = await thief(owner, SOCKETS_OF_SESSION - 1, inOneBlock)
    await first?.closed()
    expect([owner, again, ...others].every((device) => device?.socket.connected)).to.equal(true)
  })

  it('[P80] are counted for each session: others of the account stay', async () => {
    const owner = await newApprover(site)
    const second = closeAfterwards(await (await owner.secondDevice()).connect(site.url))
    const copies = await thief(owner, SOCKETS_OF_SESSION + 3)
    await Promise.all(copies.slice(0, 4).map((copy) => copy.closed()))
    expect([owner, second, ...copies.slice(4)].every(({ socket }) => socket.connected)).to.equal(true)
  })
})
