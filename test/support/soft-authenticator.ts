import { createHash, createSign, type KeyObject, randomBytes } from 'node:crypto'
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'
import { type CborValue, encodeCbor } from './cbor.ts'
import { newP256 } from './key-pair.ts'

/** What an honest device would never do. */
export interface Tampering {
  readonly origin?: string
  readonly rpId?: string
  /** Of the client data, such as `webauthn.get` in a registration. */
  readonly type?: string
  readonly challenge?: string
  readonly crossOrigin?: boolean
  readonly topOrigin?: string
  /** Takes the place of members of the client data, or stands behind them. */
  readonly clientData?: Readonly<Record<string, unknown>>
  /** Before the client data. */
  readonly byteOrderMark?: boolean
  readonly userPresent?: boolean
  readonly userVerified?: boolean
  /** Flips the backup eligible flag that the passkey was made with. */
  readonly flipBackupEligible?: boolean
  /** Claims to be backed up or not, whether or not it is eligible. */
  readonly backedUp?: boolean
  readonly counter?: number
  /** COSE algorithm that the new key claims to be of. */
  readonly algorithm?: number
  readonly credentialIdBytes?: number
  /** The id of a passkey that was made before, base64url. */
  readonly knownId?: string
  /** Of the registration response; its authenticator data keeps the real one. */
  readonly credentialId?: string
  readonly attestation?: { readonly fmt: string; readonly attStmt: ReadonlyMap<string, CborValue> }
  /** Signs its own attestation, as some do although nobody asked. */
  readonly selfAttested?: boolean
  /** Null leaves it out. */
  readonly userHandle?: string | null
  /** Signs with another key. */
  readonly foreignKey?: boolean
}

export interface SoftPasskey {
  readonly id: string
  readonly rpId: string
  readonly userHandle: string
  readonly privateKey: KeyObject
  readonly synced: boolean
  counter: number
}

export interface SoftAuthenticatorOptions {
  /** Origin of the page that the device is on. */
  readonly origin: string
  /** Makes passkeys that may be backed up and never count (the default), or count on one device. */
  readonly synced?: boolean
  /** All zeros, which says nothing, unless given. */
  readonly aaguid?: string
}

/**
 * A device with a user who always agrees and is always verified. Passkeys are discoverable, P-256, and live
 * in memory; each ceremony can be tampered with.
 */
export interface SoftAuthenticator {
  readonly passkeys: SoftPasskey[]
  /** Answers creation options as `navigator.credentials.create()` and `toJSON()` would. */
  create(options: PublicKeyCredentialCreationOptionsJSON, tampering?: Tampering): RegistrationResponseJSON
  /** Answers request options with `passkey`, or the newest that the options allow. Throws when it has none. */
  get(
    options: PublicKeyCredentialRequestOptionsJSON,
    tampering?: Tampering,
    passkey?: SoftPasskey,
  ): AuthenticationResponseJSON
}

const NO_AAGUID = '00000000-0000-0000-0000-000000000000'
const FLAG = { userPresent: 1, userVerified: 4, backupEligible: 8, backedUp: 16, attested: 64 } as const

export function createSoftAuthenticator(device: SoftAuthenticatorOptions): SoftAuthenticator {
  const { origin, synced = true, aaguid = NO_AAGUID } = device
  const passkeys: SoftPasskey[] = []

  function create(options: PublicKeyCredentialCreationOptionsJSON, tampering: Tampering = {}) {
    const { privateKey, point } = newP256()
    const { knownId, credentialIdBytes = 32 } = tampering
    const id = knownId ? Buffer.from(knownId, 'base64url') : randomBytes(credentialIdBytes)
    const rpId = options.rp.id ?? ''
    const passkey = {
      id: base64url(id),
      rpId,
      userHandle: options.user.id,
      privateKey,
      synced,
      counter: synced ? 0 : 1,
    }
    const length = Buffer.from([id.length >> 8, id.length & 255])
    const authData = Buffer.concat([
      authenticatorData(passkey, tampering, FLAG.attested),
      Buffer.from(aaguid.replaceAll('-', ''), 'hex'),
      length,
      id,
      coseKey(point, tampering.algorithm ?? -7),
    ])
    const clientDataJSON = clientData('webauthn.create', options.challenge, origin, tampering)
    const self = new Map<string, CborValue>([
      ['alg', -7],
      ['sig', signCeremony(privateKey, authData, clientDataJSON)],
    ])
    const honest = tampering.selfAttested
      ? { fmt: 'packed', attStmt: self }
      : { fmt: 'none', attStmt: new Map() }
    const { fmt, attStmt } = tampering.attestation ?? honest
    const attestationObject = new Map<string, CborValue>(Object.entries({ fmt, attStmt, authData }))
    passkeys.push(passkey)
    return {
      id: tampering.credentialId ?? passkey.id,
      rawId: tampering.credentialId ?? passkey.id,
      type: 'public-key' as const,
      clientExtensionResults: {},
      response: {
        clientDataJSON,
        attestationObject: base64url(encodeCbor(attestationObject)),
        transports: ['internal', 'hybrid'],
      },
    }
  }

  function get(
    options: PublicKeyCredentialRequestOptionsJSON,
    tampering: Tampering = {},
    wanted?: SoftPasskey,
  ) {
    const allowed = options.allowCredentials?.map(({ id }) => id)
    const passkey = wanted ?? passkeys.findLast(({ id }) => !allowed?.length || allowed.includes(id))
    if (!passkey) throw new Error('This device has no passkey for that.')
    if (!passkey.synced) passkey.counter += 1
    const authData = authenticatorData(passkey, tampering, 0)
    const clientDataJSON = clientData('webauthn.get', options.challenge, origin, tampering)
    const key = tampering.foreignKey ? newP256().privateKey : passkey.privateKey
    const userHandle = tampering.userHandle === undefined ? passkey.userHandle : tampering.userHandle
    return {
      id: passkey.id,
      rawId: passkey.id,
      type: 'public-key' as const,
      clientExtensionResults: {},
      response: {
        clientDataJSON,
        authenticatorData: base64url(authData),
        signature: base64url(signCeremony(key, authData, clientDataJSON)),
        ...(userHandle !== null && { userHandle }),
      },
    }
  }

  return { passkeys, create, get }
}

function clientData(type: string, challenge: string, origin: string, tampering: Tampering): string {
  const { crossOrigin = false, topOrigin } = tampering
  const data = {
    type: tampering.type ?? type,
    challenge: tampering.challenge ?? challenge,
    origin: tampering.origin ?? origin,
    crossOrigin,
    ...(topOrigin !== undefined && { topOrigin }),
    ...tampering.clientData,
  }
  return base64url(Buffer.from(`${tampering.byteOrderMark ? '\ufeff' : ''}${JSON.stringify(data)}`))
}

/** WebAuthn Level 3, section 6.1, without the attested credential data. */
function authenticatorData(passkey: SoftPasskey, tampering: Tampering, moreFlags: number): Buffer {
  const eligible = passkey.synced !== (tampering.flipBackupEligible ?? false)
  const flags =
    (tampering.userPresent === false ? 0 : FLAG.userPresent) |
    (tampering.userVerified === false ? 0 : FLAG.userVerified) |
    (eligible ? FLAG.backupEligible : 0) |
    ((tampering.backedUp ?? eligible) ? FLAG.backedUp : 0) |
    moreFlags
  const counter = Buffer.alloc(4)
  counter.writeUInt32BE(tampering.counter ?? passkey.counter)
  const rpIdHash = createHash('sha256')
    .update(tampering.rpId ?? passkey.rpId)
    .digest()
  return Buffer.concat([rpIdHash, Buffer.from([flags]), counter])
}

/** The signature over authenticator data and client data (sections 6.3.3 and 8.7). */
function signCeremony(key: KeyObject, authData: Uint8Array, clientDataJSON: string): Uint8Array {
  const clientDataHash = createHash('sha256').update(Buffer.from(clientDataJSON, 'base64url')).digest()
  return createSign('sha256').update(authData).update(clientDataHash).sign(key)
}

/** RFC 9053, section 7.1.1. */
function coseKey(point: Buffer, algorithm: number): Uint8Array {
  return encodeCbor(
    new Map<number, number | Uint8Array>([
      [1, 2],
      [3, algorithm],
      [-1, 1],
      [-2, point.subarray(1, 33)],
      [-3, point.subarray(33)],
    ]),
  )
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url')
}
