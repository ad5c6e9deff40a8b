import { createHash, createSign, type KeyObject } from 'node:crypto'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { type CborValue, encodeCbor } from '../../support/cbor.ts'
import { type CeremonyCase, changeBytes, type Fields } from './ceremony-cases.ts'
import { mutate } from './mutation.ts'

const bytesOf = (text: string) => Buffer.from(text, 'base64url')
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')

/** 32 bytes of hash, one of flags, four of counter, sixteen of AAGUID, two of length, 32 of credential id. */
const ATTESTED_HEAD = 87

/** What an honest device made, with the wrong thing of this case about it. */
export function tamperCreation(made: RegistrationResponseJSON, one: CeremonyCase): RegistrationResponseJSON {
  const { response } = made
  if (one.part === 'attestation fields') {
    return withResponse(made, {
      ...response,
      attestationObject: textOf(withFields(response.attestationObject, one.fields)),
    })
  }
  if (one.part === 'client data fields') {
    return withResponse(made, {
      ...response,
      clientDataJSON: changedClientData(response.clientDataJSON, one),
    })
  }
  const change = (text: string) => textOf(changeBytes(bytesOf(text), one.changes))
  if (one.part === 'client data')
    return withResponse(made, { ...response, clientDataJSON: change(response.clientDataJSON) })
  if (one.part === 'id') return { ...made, id: change(made.id), rawId: change(made.rawId) }
  if (one.part !== 'authenticator data') {
    return withResponse(made, { ...response, attestationObject: change(response.attestationObject) })
  }
  const authData = changeBytes(authDataOf(response.attestationObject), one.changes)
  return withResponse(made, { ...response, attestationObject: textOf(attestation({}, authData)) })
}

/** The same for an assertion; `resigned` has the passkey's own key sign what came of it. */
export function tamperAssertion(
  made: AuthenticationResponseJSON,
  one: CeremonyCase,
  key: KeyObject,
): AuthenticationResponseJSON {
  if (one.part === 'attestation fields') return made
  const { response } = made
  const change = (text = '') =>
    one.part === 'client data fields' ? text : textOf(changeBytes(bytesOf(text), one.changes))
  if (one.part === 'id') return { ...made, id: change(made.id), rawId: change(made.rawId) }
  if (one.part === 'user handle')
    return { ...made, response: { ...response, userHandle: change(response.userHandle) } }
  if (one.part === 'signature')
    return { ...made, response: { ...response, signature: change(response.signature) } }
  const changed = { ...response }
  if (one.part === 'client data fields')
    changed.clientDataJSON = changedClientData(response.clientDataJSON, one)
  else if (one.part === 'client data') changed.clientDataJSON = change(response.clientDataJSON)
  else changed.authenticatorData = change(response.authenticatorData)
  if (one.resigned) changed.signature = signatureOver(changed, key)
  return { ...made, response: changed }
}

/** Authenticator data out of an attestation object that we made ourselves: its last member, a byte string. */
export function authDataOf(attestationObject: string): Buffer {
  const bytes = bytesOf(attestationObject)
  const name = bytes.indexOf('authData') + 'authData'.length
  const headBytes = bytes[name] === 0x58 ? 2 : 3
  return bytes.subarray(name + headBytes)
}

function withFields(attestationObject: string, fields: Fields): Uint8Array {
  const authData = authDataOf(attestationObject)
  const key = fields.key === undefined ? authData.subarray(ATTESTED_HEAD) : encodeCbor(fields.key)
  return attestation(fields, Buffer.concat([authData.subarray(0, ATTESTED_HEAD), key]))
}

function attestation({ fmt = 'none', attStmt = new Map(), more }: Fields, authData: Buffer): Uint8Array {
  const members: [string, CborValue][] = [
    ['fmt', fmt],
    ['attStmt', attStmt],
    ['authData', authData],
    ...(more === undefined ? [] : [['more', more] as [string, CborValue]]),
  ]
  return encodeCbor(new Map<string, CborValue>(members))
}

function changedClientData(text: string, one: Extract<CeremonyCase, { part: 'client data fields' }>): string {
  const data: unknown = JSON.parse(bytesOf(text).toString())
  return textOf(Buffer.from(JSON.stringify(mutate(data, one.mutation)) ?? ''))
}

function signatureOver(response: AuthenticationResponseJSON['response'], key: KeyObject): string {
  const clientDataHash = createHash('sha256').update(bytesOf(response.clientDataJSON)).digest()
  return textOf(
    createSign('sha256').update(bytesOf(response.authenticatorData)).update(clientDataHash).sign(key),
  )
}

function withResponse(
  made: RegistrationResponseJSON,
  response: RegistrationResponseJSON['response'],
): RegistrationResponseJSON {
  return { ...made, response }
}
