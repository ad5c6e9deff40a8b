/** Only a shell puts something else in these places. A secret may hold such marks, so there only the whole of it counts. */
const UNREPLACED = /\$\{|\$\(|^\$[A-Z_]/
const UNREPLACED_WHOLE = /^\$([A-Z_][A-Z0-9_]*|\{.*\}|\(.*\))$/

interface Written {
  readonly isSecret: boolean
  /** It names a file or a folder. */
  readonly isPath: boolean
}

/**
 * What whoever passed a value on should have done to it and did not, as the end of a sentence; null when nothing is.
 * What reads a file of settings takes quotes away or leaves them, puts values in for names or does not: taken as it
 * is, such a value would name another folder, or be the secret of one node alone.
 */
export function unreadProblem(value: string, { isSecret, isPath }: Written): string | null {
  const text = value.trim()
  if (text.length > 1 && /^(["'`]).*\1$/s.test(text)) {
    return 'must be written without quotes around it: what read the settings has left them in'
  }
  if ((isSecret ? UNREPLACED_WHOLE : UNREPLACED).test(text)) {
    return 'must hold the value itself: nothing here replaces $NAME or $(command), as a shell does'
  }
  if (!isPath) return null
  if (text.startsWith('~')) {
    return 'must be a path from / on, or from the folder that Rekey is started in: only a shell replaces ~'
  }
  if (/^\w{2,}:\/\//.test(text)) return 'must be a path on this machine, and no web address'
  return null
}

/** How a wrong value is repeated; not where a part of it could be a password or a key. */
export function shownValue(text: string, { isSecret }: Pick<Written, 'isSecret'>): string {
  const mayBeSecret = isSecret || /[@?]/.test(text) // [H88]
  return mayBeSecret ? '' : `, not ${JSON.stringify(text)}`
}
