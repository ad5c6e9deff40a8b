import { expect } from 'chai'
import { writeOut } from '../../server/mail/content.ts'
import { renderLetter } from '../../server/mail/letter.ts'
import { NOTICES, type Noticed } from '../../server/mail/notices/messages.ts'

const SITE = {
  name: 'Te<st> & Co',
  url: 'https://login.example.com',
  supportUrl: 'https://example.com/help?a=1&b=2',
}

describe('a mail in words', () => {
  const mail = writeOut(
    {
      what: 'address-code',
      code: '12345678',
      account: 'alice <b>',
      from: { device: 'Chrome on\r\nWindows', network: '192.0.2.0/24' },
    },
    SITE,
    { at: 0, account: null },
  )

  it('says the same as text and as HTML', () => {
    for (const part of [mail.text, mail.html]) {
      for (const said of [
        '1234 5678',
        'It works for 10 minutes',
        '192.0.2.0/24',
        'Don’t tell anyone the code',
      ]) {
        expect(part).to.contain(said)
      }
    }
    expect(mail.text).to.contain('Account: alice <b>\nDevice: Chrome on Windows\nNetwork: 192.0.2.0/24')
    expect(mail.text).to.contain('https://example.com/help?a=1&b=2')
  })

  it('leads from a recovery that is done to the way back, by a link without a secret', () => {
    const from = { device: null, network: null }
    const done = { what: 'notice', of: 'recovery-proven', detail: null, from } as const
    const { text } = writeOut(done, SITE, { at: 0, account: 'alice' })
    expect(text).to.contain('Get back in and undo it:\nhttps://login.example.com/lost-passkey\n')
    expect(text).not.to.include('#')
    const other = writeOut({ ...done, of: 'recovery-undone' }, SITE, { at: 0, account: 'alice' })
    expect(other.text).not.to.include('/lost-passkey')
  })

  it('[M52] leads to the account page first from what the owner may have to stop, by a link without a secret', () => {
    const from = { device: null, network: null, place: null }
    const about = { at: 0, account: 'alice' }
    const begun = { what: 'recovery-begun', method: 'email', from, until: null, pause: 'secret' } as const
    const { text } = writeOut(begun, SITE, about)
    const stop = 'Open your account to stop it:\nhttps://login.example.com/account\n'
    expect(text).to.include(stop)
    expect(text.indexOf(stop)).to.be.below(text.indexOf('/pause#secret'))
    expect(writeOut({ ...begun, pause: null }, SITE, about).text)
      .to.include(stop)
      .and.not.include('#')
    for (const of of Object.keys(NOTICES) as Noticed[]) {
      const said = writeOut({ what: 'notice', of, detail: null, from }, SITE, about).text
      const links = /^Open your account:\nhttps:\/\/login\.example\.com\/account$/m
      if (of === 'account-deleted') expect(said, of).to.not.include('/account\n')
      else expect(said, of).to.match(links)
    }
  })

  it('[F31] says who asks to be helped, and leads to the account page by a link without a secret', () => {
    const { subject, text, html } = writeOut({ what: 'contact-request', by: 'Bo <b>' }, SITE, {
      at: 0,
      account: 'alice',
    })
    expect(subject).to.match(/someone asks you to be their recovery contact$/)
    expect(text).to.contain('Asked by: Bo <b>\nAccount: alice\n')
    expect(text).to.contain('Open your account page:\nhttps://login.example.com/account\n')
    expect(text).not.to.include('#')
    expect(html).not.to.include('<b>')
  })

  it('[M46] has no link in a name that somebody else chose', () => {
    const name = 'Win at https://evil.example/a or bob@evil.example. Dr. No'
    const from = { device: null, network: null }
    const asked = { what: 'contact-request', by: name } as const
    const adding = { what: 'address-code', code: '12345678', account: name, from } as const
    for (const content of [asked, adding])
      for (const part of Object.values(writeOut(content, SITE, { at: 0, account: null }))) {
        expect(part).not.to.match(/https:\/\/evil|evil\.example|bob@evil/)
        if (part.includes('Win')) expect(part.replaceAll('\u2060', '')).to.include(name)
      }
  })

  it('[B29] says of codes that are off that their passkey was stopped, where it was', () => {
    const off = { what: 'notice', of: 'backup-codes-off', from: { device: null, network: null } } as const
    const said = (detail: string) => writeOut({ ...off, detail }, SITE, { at: 0, account: 'alice' }).text
    expect(said('stopped')).to.contain('The passkey that made them was stopped.')
    expect(said('scheduled')).not.to.contain('stopped.')
  })

  it('[R95] says of a removal that two proofs brought that no older passkey stops it', () => {
    const from = { device: null, network: null }
    const said = (detail: string | null) =>
      writeOut({ what: 'notice', of: 'passkey-scheduled', detail, from }, SITE, { at: 0, account: 'alice' })
        .text
    for (const detail of ['lost-by-two', 'stolen-by-two'])
      expect(said(detail))
        .to.contain('only the new passkey can stop that')
        .and.contain('pause that recovery')
        .and.not.contain('unless you stop that')
    for (const detail of [null, 'lost', 'constructor'])
      expect(said(detail)).to.contain('unless you stop that')
  })

  it('[M43] says who asked before the code of a case, and where and until when that works', () => {
    const content = {
      what: 'case-code',
      ...{ code: 'ABCD EFGH JKMN PQRS TVWX', number: '1234 5678', until: 86_400_000 },
      from: { device: 'Firefox on Linux', network: '192.0.2.0/24', place: 'Graz <b>' },
    } as const
    const { subject, text, html } = writeOut(content, SITE, { at: 0, account: 'alice' })
    expect(subject).to.equal('The code of your case at Te<st> & Co')
    const order = [
      ...[
        'Two people from support checked who that is, and confirmed the case',
        'Account: alice',
        '1234 5678',
      ],
      ...['Device: Firefox on Linux', 'Place, roughly: Graz', 'If it isn’t you'],
      ...['in the same browser', 'Fri, 02 Jan 1970 00:00:00 UTC', '    ABCD EFGH JKMN PQRS TVWX'],
    ]
    const places = order.map((said) => text.indexOf(said))
    expect(places).to.not.include(-1)
    expect(places).to.deep.equal(places.toSorted((one, other) => one - other))
    expect(text).to.contain('Open your account:\nhttps://login.example.com/account\n')
    expect(text).to.contain('The page of your case:\nhttps://login.example.com/support-case\n')
    expect(text).not.to.include('#')
    for (const part of ['ABCD EFGH JKMN PQRS TVWX', 'Graz &lt;b&gt;', 'https://example.com/help'])
      expect(html).to.include(part)
    const bare = writeOut({ ...content, from: { ...content.from, place: null } }, SITE, {
      at: 0,
      account: null,
    })
    expect(bare.text).not.to.match(/Account:|Place/)
  })

  it('[M16] fetches nothing, and runs nothing', () => {
    const { html } = mail
    expect(html).not.to.match(/<(img|link|script|iframe|object|embed|video|audio|form|base)\b/i)
    expect(html).not.to.match(/\burl\(|@import|@font-face|\bsrc=|http-equiv/i)
    const addresses = [...html.matchAll(/https?:[^\s"<,]+/g)].map(([address]) => address)
    expect(addresses).to.have.members(['https://example.com/help?a=1&amp;b=2', 'https://login.example.com.'])
  })

  it('[M17] shows names as they are, and ends no header or line with them', () => {
    expect(mail.html).to.contain('alice &lt;b&gt;')
    expect(mail.html).to.contain('Te&lt;st&gt; &amp; Co')
    const letter = {
      subject: 'One\r\nBcc: eve@example.com',
      blocks: [{ facts: [['Name', 'a\n\nb'] as const] }],
    }
    const { subject, text } = renderLetter(letter, SITE)
    expect(subject).to.equal('One Bcc: eve@example.com')
    expect(text).to.contain('Name: a b\n')
  })

  it('says of a renaming both names, whatever they are', () => {
    const detail = JSON.stringify(['ada@example.com', 'a"da'])
    const from = { device: null, network: null }
    const notice = { what: 'notice', of: 'account-renamed', detail, from } as const
    const { text } = writeOut(notice, SITE, { at: 0, account: 'a"da' })
    expect(text).to.contain('Old name: ada@example.com\nNew name: a"da\n')
    expect(text).to.not.contain('Address:')
  })

  it('is made for light and dark, and for narrow screens', () => {
    expect(mail.html).to.contain('<meta name="color-scheme" content="light dark">')
    expect(mail.html).to.contain('@media (prefers-color-scheme: dark)')
    expect(mail.html).to.contain('width=device-width')
    expect(mail.html).not.to.match(/[^-]width: *\d+px/)
  })
})
