import { sign } from 'node:crypto'
import { expect } from 'chai'
import { verifyPageSignature } from '../../server/methods/pairing/page-signature.ts'
import { RequestingLine } from '../../server/methods/pairing/wire/requesting-line.ts'
import { hashBody, readPageKey } from '../../server/requests/page-key.ts'
import type { SocketContext } from '../../server/requests/socket-context.ts'
import type { CommandId, ConnectionId, PageKey, PairingId } from '../../shared/ids.ts'
import { pageSignatureMessage, type SignatureFacts } from '../../shared/page-signature.ts'
import type { SignedMessage } from '../../shared/protocol.ts'
import { block } from '../support/documented.ts'
import { newP256, type P256Pair } from '../support/key-pair.ts'

const page = newP256()
const pageKey = pageKeyOf(page)

const facts: SignatureFacts = {
  command: 'return-pin',
  pairingId: 'AAAAAAAAAAAAAAAAAAAAAA' as PairingId,
  origin: 'https://rekey.example',
  nonce: 'n'.repeat(43),
  connection: 'connection' as ConnectionId,
  bodyHash: hashBody('{"pin":"0123456"}'),
}

/** The order of P-256's group: what r and s of a signature stay below. */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

function pageKeyOf({ point }: P256Pair): PageKey {
  return point.toString('base64url') as PageKey
}

function signed(over: SignatureFacts = facts, key = page.privateKey): string {
  return sign('sha256', pageSignatureMessage(over), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')
}

function numbers(r: bigint, s: bigint): string {
  return Buffer.from([r, s].map((number) => number.toString(16).padStart(64, '0')).join(''), 'hex').toString(
    'base64url',
  )
}

describe('the signature of a page', () => {
  it('is good for exactly what was signed', () => {
    expect(verifyPageSignature(readPageKey(pageKey), facts, signed())).to.equal(true)
  })

  it('is over what docs/spec/protocol.md says, in that order', () => {
    const { command, pairingId, origin, nonce, connection, bodyHash } = facts
    const shown = block('docs/spec/protocol.md', '["rekey page signature 1"').trim()
    const told = { command, 'pairing id': pairingId, origin, nonce, connection, 'SHA-256 of body': bodyHash }
    const text = shown.replaceAll(/(?<=, )[^,\]]+/g, (name) =>
      JSON.stringify(told[name as keyof typeof told]),
    )
    expect(new TextDecoder().decode(pageSignatureMessage(facts))).to.equal(JSON.stringify(JSON.parse(text)))
  })

  const others: { readonly [Field in keyof SignatureFacts]: SignatureFacts[Field] } = {
    command: 'new-code',
    pairingId: '',
    origin: 'https://rekey.example.evil',
    nonce: 'm'.repeat(43),
    connection: 'another' as ConnectionId,
    bodyHash: hashBody('{"pin":"0123457"}'),
  }
  for (const [field, value] of Object.entries(others)) {
    it(`[P22] is void for another ${field}`, () => {
      expect(verifyPageSignature(readPageKey(pageKey), { ...facts, [field]: value }, signed())).to.equal(
        false,
      )
    })
  }

  it('[P22] is void under another page key', () => {
    const other = newP256()
    expect(verifyPageSignature(readPageKey(pageKeyOf(other)), facts, signed())).to.equal(false)
    expect(verifyPageSignature(readPageKey(pageKey), facts, signed(facts, other.privateKey))).to.equal(false)
  })

  it('keeps its fields apart, so that nothing moves from one into the next', () => {
    const one = pageSignatureMessage({ ...facts, origin: 'a","b', nonce: 'c' })
    const other = pageSignatureMessage({ ...facts, origin: 'a', nonce: 'b","c' })
    expect(Buffer.from(one).equals(other)).to.equal(false)
  })

  it('is good with either half of s, for browsers make both', () => {
    const bytes = Buffer.from(signed(), 'base64url').toString('hex')
    const [r, s] = [BigInt(`0x${bytes.slice(0, 64)}`), BigInt(`0x${bytes.slice(64)}`)]
    expect(verifyPageSignature(readPageKey(pageKey), facts, numbers(r, ORDER - s))).to.equal(true)
  })

  const point = Buffer.from(pageKey, 'base64url')
  const keys = {
    empty: Buffer.alloc(0),
    'too short': point.subarray(0, 64),
    'too long': Buffer.concat([point, Buffer.of(0)]),
    compressed: Buffer.concat([Buffer.of(2), point.subarray(1, 33)]),
    'the point at infinity': Buffer.of(0),
    'all zero': Buffer.concat([Buffer.of(4), Buffer.alloc(64)]),
    'beyond the field': Buffer.concat([Buffer.of(4), Buffer.alloc(64, 0xff)]),
    'not on the curve': Buffer.concat([point.subarray(0, 64), Buffer.of((point[64] ?? 0) ^ 1)]),
  }
  for (const [what, bytes] of Object.entries(keys)) {
    it(`is void, and nothing throws, under a key that is ${what}`, () => {
      expect(
        verifyPageSignature(readPageKey(bytes.toString('base64url') as PageKey), facts, signed()),
      ).to.equal(false)
    })
  }

  const signatures = {
    empty: '',
    'too short': signed().slice(0, 80),
    'too long': `${signed()}AAAA`,
    'in DER': sign('sha256', pageSignatureMessage(facts), page.privateKey).toString('base64url'),
    'no base64url': '!'.repeat(86),
    'all zero': numbers(0n, 0n),
    'beyond the order': numbers(ORDER, ORDER),
  }
  for (const [what, signature] of Object.entries(signatures)) {
    it(`is void, and nothing throws, with a signature that is ${what}`, () => {
      expect(verifyPageSignature(readPageKey(pageKey), facts, signature)).to.equal(false)
    })
  }
})

describe('the nonce of a connection', () => {
  const context = { origin: facts.origin, connection: facts.connection } as SocketContext
  const newLine = () => new RequestingLine(context, {} as RequestingLine['line'])

  function message(nonce: string, body = '{}'): SignedMessage {
    const signature = signed({ ...facts, command: 'new-code', nonce, bodyHash: hashBody(body) })
    return { id: 'command' as CommandId, nonce, body, signature }
  }
  const counts = (connection: RequestingLine, sent: SignedMessage) =>
    connection.hasSigned('new-code', sent, pageKey, facts.pairingId)

  it('[P42] serves once, whether or not the next one is out yet', () => {
    const connection = newLine()
    const sent = message(connection.nextNonce())
    expect(counts(connection, sent)).to.equal(true)
    expect(counts(connection, sent)).to.equal(false)
  })

  it('[P42] is spent by a signature that fails', () => {
    const connection = newLine()
    const nonce = connection.nextNonce()
    expect(counts(connection, { ...message(nonce), body: '{"other":1}' })).to.equal(false)
    expect(counts(connection, message(nonce))).to.equal(false)
  })

  it('is void when a newer one was given', () => {
    const connection = newLine()
    const sent = message(connection.nextNonce())
    connection.nextNonce()
    expect(counts(connection, sent)).to.equal(false)
  })

  it('is worth nothing on another connection', () => {
    const [mine, other] = [newLine(), newLine()]
    other.nextNonce()
    expect(counts(other, message(mine.nextNonce()))).to.equal(false)
  })

  it('cannot be guessed as the empty one before the hello', () => {
    expect(counts(newLine(), message(''))).to.equal(false)
  })
})
