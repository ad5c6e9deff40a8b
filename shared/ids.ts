declare const brand: unique symbol
type Brand<Name extends string> = string & { readonly [brand]: { readonly [Each in Name]: true } }

/**
 * 128 random bits, base64url, made by the server. It names a recovery, or the addition of a passkey, and gives no
 * access.
 */
export type RecoveryId = Brand<'RecoveryId'>
/** A pairing's id is the id of its recovery. */
export type PairingId = Brand<'RecoveryId' | 'PairingId'>
/** 128 random bits, base64url, made by the server for each claim of a pairing by an account. */
export type ClaimId = Brand<'ClaimId'>
/** 128 random bits, base64url, made by the client for each command, so that a retry is recognised. */
export type CommandId = Brand<'CommandId'>
/** 128 random bits, base64url, made by the server for each socket connection. */
export type ConnectionId = Brand<'ConnectionId'>
/** Opaque id of an account. A site's own users table may put its own key here, as text. */
export type AccountId = Brand<'AccountId'>
/** Public id of a session row; the session token itself is never an id. */
export type SessionId = Brand<'SessionId'>
/** WebAuthn credential id, base64url. */
export type CredentialId = Brand<'CredentialId'>
/** WebAuthn user handle (`user.id`): 64 random bytes, base64url, stable for the life of the account. */
export type UserHandle = Brand<'UserHandle'>
/** Public half of a page key: the uncompressed P-256 point (65 bytes), base64url. */
export type PageKey = Brand<'PageKey'>
