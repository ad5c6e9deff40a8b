import type { CommandId } from '../../shared/ids.ts'
import { toBase64url } from './base64url.ts'

/** 128 random bits that let the server recognise a retry. */
export function newCommandId(): CommandId {
  return toBase64url(crypto.getRandomValues(new Uint8Array(16))) as CommandId
}
