import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'

/** RFC 5321, 4.5.3.1. */
const LONGEST_LOCAL = 64
const LONGEST = 254

/** The characters of a dot-atom (RFC 5322, 3.2.3), so that no address needs quotes or can be read as two. */
const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/

/**
 * An e-mail address with its domain in lower-case ASCII; null if it is none. The part before the @ stays as it was typed,
 * because only the recipient's server knows whether case counts there.
 */
export function readMailAddress(typed: string): string | null {
  const text = typed.trim()
  const at = text.lastIndexOf('@')
  const local = text.slice(0, Math.max(at, 0))
  if (local.length > LONGEST_LOCAL || !LOCAL.test(local)) return null // [M1]
  const domain = domainToASCII(text.slice(at + 1))
  const labels = domain.split('.')
  const isDomain = isIP(domain) === 0 && labels.every((label) => LABEL.test(label))
  if (!isDomain || (labels.length < 2 && domain !== 'localhost')) return null // [M1]
  const address = `${local}@${domain}`
  return address.length <= LONGEST ? address : null
}
