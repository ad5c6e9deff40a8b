import { expect } from 'chai'
import type { PasskeyRow } from '../../shared/account-page.ts'
import type { CredentialId } from '../../shared/ids.ts'
import { soleKeeper, soleKeeperWords } from '../../web/account/sole-keeper.ts'

const TOMORROW = Date.now() + 24 * 60 * 60_000

function passkey(name: string, status: PasskeyRow['status'], probationUntil: number | null = null) {
  return {
    id: name as CredentialId,
    name,
    maker: null,
    kind: 'cloud',
    createdAt: 0,
    lastUsedAt: null,
    status,
    probationUntil,
    youngUntil: null,
    setAside: null,
    ...{ brought: [], retires: [], calledOut: false },
    current: false,
    boundDevice: '',
    boundNetwork: '',
  } satisfies PasskeyRow
}

describe('The one passkey that must stay', () => {
  const verdict = (...rows: PasskeyRow[]) => {
    const sole = soleKeeper(rows)
    return sole && [sole.passkey.name, soleKeeperWords(sole)?.sentence]
  }
  const phone = passkey('Phone', 'active')

  it('[A114] is none where two work, however new the second is', () => {
    const young = { ...passkey('Young', 'active'), youngUntil: TOMORROW }
    expect(verdict(phone, passkey('Key', 'active'))).to.equal(null)
    expect(verdict(phone, young, passkey('New', 'active', TOMORROW))).to.equal(null)
    expect(verdict()).to.equal(null)
  })

  it('[A114] is the only one, or the only one that works, which the top of the page says', () => {
    expect(verdict(phone)).to.deep.equal(['Phone', undefined])
    for (const status of ['unproven', 'suspended', 'frozen'] as const)
      expect(verdict(phone, passkey('Other', status)), status).to.deep.equal(['Phone', undefined])
  })

  it('[A114] is the only one that two proofs did not call lost or stolen', () => {
    expect(verdict(phone, { ...passkey('Old', 'active'), calledOut: true })).to.deep.equal([
      'Phone',
      undefined,
    ])
  })

  it('[A114] is named where others work and are on probation, until the first of them is over it', () => {
    const rows = [phone, passkey('Later', 'active', TOMORROW + 1), passkey('New', 'active', TOMORROW)]
    expect(verdict(...rows)).to.deep.equal(['Phone', 'For now, only “Phone” can change settings.'])
    const sole = soleKeeper(rows)!
    expect(sole.until).to.equal(TOMORROW)
    expect(soleKeeperWords(sole)?.next).to.match(/^Keep it until tomorrow at .*\d/)
  })
})
