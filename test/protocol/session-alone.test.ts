import { expect } from 'chai'
import type { z } from 'zod'
import type { AllPosts } from '../../shared/all-posts.ts'
import { POST_ENTRIES } from '../attacks/support/entries.ts'
import { POST_PATHS, POSTS } from '../support/post-paths.ts'
import { SignedInDevice } from '../support/signed-in-device.ts'
import { describeOnCommonSites } from '../support/sites.ts'
import { newName } from './scene.ts'

/** What stands before each post that a session may send without a step-up in it. Whoever adds one says it here. */
const STANDS_BEFORE: Readonly<Partial<Record<keyof AllPosts, string>>> = {
  '/api/step-up': 'step-up',
  '/api/passkeys': 'a challenge that a step-up or a sign-in gave [A16]',
  '/api/addresses/confirm': 'session-alone',
  '/api/backup-codes/saved': 'session-alone',
  '/api/contacts/decline': 'session-alone',
  '/api/contacts/refuse-all': 'session-alone',
  '/api/vouch/look': 'page-post',
  '/api/vouch/deny': 'page-post',
  '/api/cases/list': 'a console that a step-up opened',
  '/api/cases/reject': 'a console that a step-up opened',
  '/api/admin/alarms/acknowledge': 'a console that a step-up opened',
}

/** A post of each that does nothing. */
const NOTHING: Readonly<Record<string, object>> = {
  '/api/addresses/confirm': { addressId: 'a'.repeat(22), code: '12345678' },
  '/api/backup-codes/saved': { setId: 'a'.repeat(22) },
  '/api/contacts/decline': { contactId: 'a'.repeat(22) },
  '/api/contacts/refuse-all': { refuses: false },
}

/** Whether it is refused as a text of the wrong form without a step-up, whatever else is in it. */
function takesStepUp(path: keyof AllPosts): boolean {
  const { takes } = POSTS[path] as { readonly takes: z.ZodType }
  const read = takes.safeParse({})
  return read.error?.issues.some(({ path: [field] }) => field === 'stepUp') ?? false
}

describeOnCommonSites('posts that a session alone may send', (site) => {
  it('[A167] each have a limit, or a step-up before them', () => {
    const alone = POST_PATHS.filter((path) => POST_ENTRIES[path] === 'session' && !takesStepUp(path))
    expect(alone).to.have.members(Object.keys(STANDS_BEFORE))
  })

  it('[A167] are limited by session, all together; another session of the account goes on', async () => {
    const device = await new SignedInDevice(site.url).signUp(newName('Alone'))
    const again = await device.secondDevice()
    const paths = Object.entries(STANDS_BEFORE).filter(([, limit]) => limit === 'session-alone')
    const send = (by: SignedInDevice, path: string) =>
      by.post(path as '/api/contacts/decline', NOTHING[path] as never)
    const first = await Promise.all(
      Array.from({ length: 30 }, (_, nth) => send(device, paths[nth % paths.length]![0])),
    )
    for (const { error } of first) expect(error?.code).not.to.equal('rate_limited')
    for (const [path] of paths) {
      expect((await send(device, path)).error?.code, path).to.equal('rate_limited')
      expect((await send(again, path)).error?.code, path).not.to.equal('rate_limited')
    }
    expect((await device.get('/api/account')).name).to.equal(device.name)
  })
})
