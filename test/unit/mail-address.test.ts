import { expect } from 'chai'
import { readMailAddress } from '../../server/mail/mail-address.ts'

describe('an e-mail address', () => {
  const read: Readonly<Record<string, string>> = {
    'alice@example.com': 'alice@example.com',
    ' Alice.B+rekey@Example.COM ': 'Alice.B+rekey@example.com',
    'alice@bücher.example': 'alice@xn--bcher-kva.example',
    "o'brien@example.com": "o'brien@example.com",
    'root@localhost': 'root@localhost',
    [`${'a'.repeat(64)}@example.com`]: `${'a'.repeat(64)}@example.com`,
  }
  for (const [typed, address] of Object.entries(read)) {
    it(`is read from ${JSON.stringify(typed)}`, () => expect(readMailAddress(typed)).to.equal(address))
  }

  const refused = [
    ...['', 'alice', '@example.com', 'alice@', 'alice@example', 'alice@[192.0.2.1]', 'alice@192.0.2.1'],
    ...[
      'a b@example.com',
      'alice@exa mple.com',
      '.alice@example.com',
      'al..ice@example.com',
      '"a b"@example.com',
    ],
    ...[
      'alice@example.com\r\nBcc: eve@example.com',
      'alice@example.com,eve@example.com',
      '<alice@example.com>',
    ],
    ...['alice@-example.com', 'alice@example..com', 'älice@example.com', 'alice@eve.example@example.com'],
    ...[`${'a'.repeat(65)}@example.com`, `a@${`${'b'.repeat(63)}.`.repeat(4)}com`],
  ]
  for (const typed of refused) {
    it(`[M1] is not ${JSON.stringify(typed.slice(0, 60))}`, () =>
      expect(readMailAddress(typed)).to.equal(null))
  }
})
