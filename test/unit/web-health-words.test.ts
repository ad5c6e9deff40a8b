import { expect } from 'chai'
import type { AccountPage } from '../../shared/account-page.ts'
import type { Health, PasskeySpread } from '../../shared/readiness.ts'
import { healthWords } from '../../web/account/messages/health.ts'

const SPREADS: readonly PasskeySpread[] = ['none', 'one-device', 'one-manager', 'maybe-one-device', 'several']

function words(health: Partial<Health>, countsFrom?: number) {
  const next = countsFrom === undefined ? null : { countsFrom }
  const page = { health: { others: [], tooNew: [], ...health }, readiness: { 'backup-code': { next } } }
  return healthWords(page as unknown as AccountPage)
}

describe('The words about losing a device', () => {
  it('[V13] say nothing good of a red verdict, and nothing bad of a green one', () => {
    const bad = /locked out|can’t get back in|None of your passkeys works/
    for (const passkeys of ['none', 'one-device'] as const)
      expect(words({ verdict: 'red', passkeys, helped: false }).next).to.match(bad)
    for (const passkeys of ['one-manager', 'maybe-one-device', 'several'] as const) {
      const { sentence, next } = words({ verdict: 'green', passkeys, helped: true })
      expect(sentence).to.equal('You’d get back in')
      expect(next).not.to.match(bad)
    }
  })

  it('[V13] differ with what is left, and with and without a backup code', () => {
    const all = SPREADS.flatMap((passkeys) =>
      [true, false].map((helped) => words({ verdict: 'amber', passkeys, helped })),
    )
    expect(new Set(all.map(({ sentence, next }) => sentence + next)).size).to.equal(2 * SPREADS.length - 1)
  })

  it('[V13] name what would help, and how soon', () => {
    const one = { verdict: 'amber', passkeys: 'one-device', helped: true } as const
    expect(words({ ...one, others: ['email'] }).next).to.match(/ A code from a mail .* after 3 to 7 days\.$/)
    const both = words({ ...one, verdict: 'green', others: ['backup-code', 'email'] })
    expect(both.sentence).to.equal('You’d get back in')
    expect(both.next).to.match(/A backup code and a code from a mail together .* at once\.$/)
  })

  it('[V13] say from when on new codes work, and that one code alone is not enough where it is so', () => {
    const red = { verdict: 'red', passkeys: 'one-device', helped: false } as const
    const tomorrow = Date.now() + 24 * 60 * 60_000
    expect(words(red, tomorrow).next).to.match(/ Your new backup codes work from tomorrow at .*\.$/)
    expect(words({ ...red, others: ['backup-code'] }).next).to.match(/ a backup code alone isn’t enough\.$/)
    expect(words({ ...red, others: ['email'] }).next).to.match(/ a code from a mail alone isn’t enough\.$/)
    expect(words({ ...red, verdict: 'green', helped: true }, tomorrow).next).not.to.include(
      'new backup codes',
    )
  })

  it('[V17] say what doesn’t count because it is newer than something that was stopped', () => {
    const red = { verdict: 'red', passkeys: 'one-device', helped: false } as const
    expect(words({ ...red, tooNew: ['backup-code', 'email'] }).next).to.match(
      / isn’t settled yet\. .* doesn’t count: your backup codes, your e-mail\.$/,
    )
    expect(words(red).next).not.to.include('settled')
    expect(words({ ...red, tooNew: ['backup-code'] }, Date.now()).next).not.to.include('work from')
    const green = { ...red, verdict: 'green', passkeys: 'several', helped: true } as const
    expect(words({ ...green, tooNew: ['email'] }).next).not.to.include('settled')
  })
})
