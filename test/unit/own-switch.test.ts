import { expect } from 'chai'
import type { SwitchedMethod } from '../../server/recovery/method-switches.ts'
import { createOwnSwitch, switchAction } from '../../server/recovery/own-switch.ts'
import type { Session } from '../../server/sessions/session.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import { newContext } from '../support/new-context.ts'

type Setting = 'off' | 'user' | 'on'

const METHODS: readonly (readonly [SwitchedMethod, string, ErrorCode])[] = [
  ['email', 'switch-email-recovery', 'email_recovery_required'],
  ['assisted', 'switch-assisted', 'assisted_required'],
]

for (const [method, action, required] of METHODS) {
  /** An owner who turns the switch. `turned`: what SQL was asked. */
  const ownSwitch = (setting: Setting, stepUp: 'good' | 'bad' = 'good') => {
    const turned: string[] = []
    const turn = createOwnSwitch({
      ...{ method, setting, required },
      switches: {
        turn: async ({ by }, of, on) => {
          turned.push(`${by} ${of} ${on}`)
          return { ok: true, at: null }
        },
      },
      stepUp: {
        finish: async (_session, asked) =>
          stepUp === 'good'
            ? ({ ok: true, credential: { id: JSON.stringify(asked) } } as never)
            : { ok: false, code: 'step_up_refused' },
      },
      announcer: { accountChanged: (accountId) => void turned.push(`told ${accountId}`) },
    })
    const session = { id: 'session', accountId: 'alice' } as unknown as Session
    return { turned, turn: (on: boolean) => turn(session, { on, stepUp: {} as never }, newContext()) }
  }

  describe(`the switch of an account: ${method}`, () => {
    it('[E23][C31] is turned by owners, unless the site wants all to have it', async () => {
      const free = ownSwitch('user')
      expect(await free.turn(false)).to.deep.equal({ ok: true, at: null })
      expect(free.turned).to.deep.equal([`{"do":"${action}","on":false} ${method} false`, 'told alice'])
      const all = ownSwitch('on')
      expect(await all.turn(false)).to.deep.equal({ ok: false, code: required })
      expect(all.turned).to.deep.equal([])
      expect(await all.turn(true)).to.deep.equal({ ok: true, at: null })
      expect(await ownSwitch('off').turn(true)).to.deep.equal({ ok: false, code: 'not_found' })
    })

    it('[E24][C32] is turned by a step-up for that alone', async () => {
      const { turned, turn } = ownSwitch('user', 'bad')
      expect(await turn(false)).to.deep.equal({ ok: false, code: 'step_up_refused' })
      expect(turned).to.deep.equal([])
    })

    it('[A155] is counted by passkey: turning it back cancels what somebody else turned', () => {
      expect(
        switchAction({ read: async () => ({ change: null, on: true, onSince: null }) }, method).spends,
      ).to.equal('remedy')
    })
  })
}
