import { expect } from 'chai'
import { CONTACT_ERRORS, type ContactError } from '../../shared/contacts.ts'
import type { SlowState } from '../../shared/slow-recovery.ts'
import { errorWords } from '../../web/messages/errors.ts'
import { vouchWords } from '../../web/methods/contacts/vouch-page/refusals.ts'
import { nothingWords, pauseLink } from '../../web/pause-link/messages.ts'

describe('Words of pages that a link opens', () => {
  it('[M39] tell whoever can’t pause any more that a passkey was made, and only then', () => {
    const said = (state: SlowState) => nothingWords({ state, until: null }).sentence
    for (const state of ['registered', 'done'] as const)
      expect(said(state), state).to.include('a new passkey was created')
    for (const state of ['on-hold', 'paused', 'ready', 'ended', 'moved'] as const)
      expect(said(state), state).not.to.include('passkey')
  })

  it('[M39] say that nobody can continue who still has to show something else', () => {
    const said = (state: SlowState) => pauseLink.until(state, null)
    expect(said('needs-another-proof')).to.include('in a second way').and.not.include('can continue')
    for (const state of ['needs-proof-again', 'ready'] as const)
      expect(said(state), state).to.equal('The recovery can continue now.')
  })

  it('call no contact a victim whose link ran out, and have a sentence for every other refusal', () => {
    expect(errorWords({ code: 'code_invalid' }).next).to.include('scam')
    for (const code of ['code_invalid', 'not_found'] as const)
      expect(vouchWords({ code }).next, code).to.include('Ask them for a new one.').and.not.include('scam')
    for (const code of Object.keys(CONTACT_ERRORS) as ContactError[])
      expect(vouchWords({ code }), code).not.to.deep.equal(errorWords({ code: 'not_now' }))
  })
})
