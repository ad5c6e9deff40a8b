import { expect } from 'chai'
import type { Tampering } from '../support/soft-authenticator.ts'
import { createHttpDevice } from './http-device.ts'
import { type HttpSite, startHttpSite } from './http-site.ts'

/** What honest clients do that the standard does not show. */
const ODD: Readonly<Record<string, Tampering>> = {
  'says null where it has nothing': {
    clientData: { crossOrigin: null, topOrigin: null, tokenBinding: null },
  },
  'leaves out whether it was framed': { clientData: { crossOrigin: undefined } },
  'says that it can bind tokens': { clientData: { tokenBinding: { status: 'supported' } } },
  'adds members': {
    clientData: { androidPackageName: 'org.example', other_keys_can_be_added_here: 'x', more: [{}] },
  },
  'begins its client data with a byte order mark': { byteOrderMark: true },
  'made an id of 16 bytes': { credentialIdBytes: 16 },
  'made an id of 1023 bytes': { credentialIdBytes: 1023 },
  'signs its own attestation': { selfAttested: true },
}

describe('HTTP: odd clients that are honest', () => {
  let site: HttpSite
  before(async () => {
    site = await startHttpSite()
  })
  after(() => site.close())

  for (const [what, tampering] of Object.entries(ODD)) {
    it(`[W47] are let in: one that ${what}`, async () => {
      const device = createHttpDevice(site)
      expect((await device.signUp(`one that ${what}`, tampering)).status).to.equal(200)
      expect((await device.signIn({}, tampering)).status).to.equal(200)
    })
  }
})
