import { expect } from 'chai'
import {
  approvingMessages,
  signedBodies,
  unsignedMessages,
} from '../../server/methods/pairing/wire/schemas.ts'
import { POSTS } from '../support/post-paths.ts'

const ID = 'A'.repeat(22)
const CLAIM = 'A'.repeat(44)
const part = (characters: number) => 'A'.repeat(characters)

/** A field that both channels take, and how it gets into a message of each; what comes out of it there. */
interface Field {
  readonly http: (value: unknown) => unknown
  readonly socket: (value: unknown) => unknown
  readonly legal: Readonly<Record<string, unknown>>
  readonly illegal: Readonly<Record<string, unknown>>
}

const NOTHING = Symbol('left out')
const member = (name: string, value: unknown) => (value === NOTHING ? {} : { [name]: value })

const RESPONSE = { clientDataJSON: 'A', authenticatorData: 'A', signature: 'A', userHandle: 'A' }
const without = (name: string) => Object.fromEntries(Object.entries(RESPONSE).filter(([key]) => key !== name))

const asserted = (change: object, response: object = RESPONSE) => ({
  ...{ id: 'A', rawId: 'A', type: 'public-key', clientExtensionResults: {}, response },
  ...change,
})

function assertion(change: (value: unknown) => object): Pick<Field, 'http' | 'socket'> {
  const choice = { retire: null, endOtherSessions: false }
  const about = { id: ID, claimId: CLAIM, viewVersion: 0, choice, challengeId: ID }
  return {
    http: (value) =>
      POSTS['/api/freeze'].takes.parse({ challengeId: ID, assertion: change(value) }).assertion,
    socket: (value) => approvingMessages.approve.parse({ ...about, assertion: change(value) }).assertion,
  }
}

function inResponse(name: string): Pick<Field, 'http' | 'socket'> {
  return assertion((value) => asserted({}, { ...without(name), ...member(name, value) }))
}

function registered(
  name: 'clientDataJSON' | 'attestationObject' | 'transports',
): Pick<Field, 'http' | 'socket'> {
  const rest = { clientDataJSON: 'A', attestationObject: 'A', transports: [] }
  const response = (value: unknown) => {
    const { [name]: _, ...others } = rest
    return { ...others, ...member(name, value) }
  }
  return {
    http: (value) =>
      POSTS['/api/passkeys'].takes.parse({ challengeId: ID, credential: asserted({}, response(value)) })
        .credential.response[name],
    socket: (value) => signedBodies.register.parse({ credentialId: 'A', ...response(value) })[name],
  }
}

const PARTS = {
  legal: { 'one character': 'A', 'as long as a chain of a TPM': part(5_896), empty: '' },
  illegal: {
    'not base64url': 'A+',
    'with padding': 'AA==',
    null: null,
    'left out': NOTHING,
    'a novel': part(6_001),
  },
}

const FIELDS: Readonly<Record<string, Field>> = {
  'user handle': {
    ...inResponse('userHandle'),
    legal: { '64 bytes': part(86), 'no bytes': '', null: null, 'left out': NOTHING },
    illegal: { 'not base64url': '=', 'a number': 1 },
  },
  'client data of an assertion': { ...inResponse('clientDataJSON'), ...PARTS },
  'authenticator data': { ...inResponse('authenticatorData'), ...PARTS },
  signature: { ...inResponse('signature'), ...PARTS },
  'what extensions found': {
    ...assertion((value) => {
      const { clientExtensionResults: _, ...rest } = asserted({})
      return { ...rest, ...member('clientExtensionResults', value) }
    }),
    legal: { none: {}, some: { prf: { enabled: true } }, null: null, 'left out': NOTHING },
    illegal: {},
  },
  'a member that is new': {
    ...assertion((value) => asserted({ authenticatorAttachment: value })),
    legal: { 'a word': 'platform', null: null },
    illegal: {},
  },
  'credential id of an assertion': {
    ...assertion((value) => asserted({ id: value, rawId: value })),
    legal: { '1 byte': 'AA', '1023 bytes': part(1364), 'somewhat more': part(1400) },
    illegal: { empty: '', 'a novel': part(1401) },
  },
  'client data of a registration': { ...registered('clientDataJSON'), ...PARTS },
  'attestation object': { ...registered('attestationObject'), ...PARTS },
  transports: {
    ...registered('transports'),
    legal: { none: [], null: null, 'left out': NOTHING, 'a new one': ['internal', 'cable', 'smart-card'] },
    illegal: { 'a word': 'usb', 'a number in it': [1], 'too many': Array(17).fill('usb') },
  },
  'id of a passkey that is spoken of': {
    http: (value) =>
      POSTS['/api/passkeys/remove'].takes.parse({
        credentialId: value,
        stepUp: { challengeId: ID, assertion: asserted({}) },
      }).credentialId,
    socket: (value) =>
      approvingMessages['approve-options'].parse({
        ...{ id: ID, claimId: CLAIM },
        choice: { retire: { credentialId: value, mode: 'lost' }, endOtherSessions: false },
      }).choice.retire?.credentialId,
    legal: { '1 byte': 'AA', '1023 bytes': part(1364) },
    illegal: { empty: '', 'a novel': part(1401) },
  },
  'typed name': {
    http: (value) => POSTS['/api/sign-up/options'].takes.parse({ name: value }).name,
    socket: (value) => unsignedMessages.pin.parse({ id: ID, name: value }).name,
    legal: { empty: '', 'with marks': '\u202dada@example.org\u202c', long: 'ä'.repeat(2_000) },
    illegal: { null: null, 'a novel': 'a'.repeat(2_001) },
  },
  'id of a pairing': {
    http: (value) => POSTS['/api/look'].takes.parse({ pairingId: value, step: 0, secret: ID }).pairingId,
    socket: (value) => signedBodies.resume.parse({ pairingId: value }).pairingId,
    legal: { 'of 22 characters': ID },
    illegal: { shorter: ID.slice(1), longer: `${ID}A`, empty: '' },
  },
}

describe('[W46] a field that HTTP and sockets both take', () => {
  for (const [name, { http, socket, legal, illegal }] of Object.entries(FIELDS)) {
    it(`is one on both: ${name}`, () => {
      for (const [what, value] of Object.entries(legal))
        expect(http(value), what).to.deep.equal(socket(value)).and.not.equal(NOTHING)
      for (const [what, value] of Object.entries(illegal)) {
        expect(() => http(value), `${what}, over HTTP`).to.throw()
        expect(() => socket(value), `${what}, on a socket`).to.throw()
      }
    })
  }

  it('[W40] is absent where a user handle of no bytes, or null, was given', () => {
    const { http } = inResponse('userHandle')
    for (const given of ['', null, NOTHING]) expect(JSON.stringify(http(given))).to.not.include('userHandle')
  })
})
