/** Only a shell puts something else in these places. A secret may hold such marks, so there only the whole of it counts. */
const UNREPLACED = /\$\{|\$\(|^\$[A-Z_]|(:\/\/|@)[^/]*\$[A-Za-z_]/
const UNREPLACED_FOLDER = /(^|\/)\$[A-Za-z_]/
const UNREPLACED_WHOLE = /^\$([A-Z_][A-Z0-9_]*|\{.*\}|\(.*\))$/

interface Written {
  readonly isSecret: boolean
  /** It names a file or a folder. */
  readonly isPath: boolean
  /** It has several entries, with commas between. */
  readonly isList: boolean
}

/**
 * Says what should have happened to a value before it reached us, as the end of a sentence; null when all is well.
 * Some programs that read a file of settings keep the quotes, or put nothing in the place of a name: taken as it is,
 * such a value would name another folder, or be a secret that one node has alone.
 */
export function unreadProblem(value: string, written: Written): string | null {
  const parts = [value]
  if (written.isList) parts.push(...value.split(',')) // [H85]
  return parts.map((part) => problemOf(part.trim(), written)).find((problem) => problem !== null) ?? null
}

function problemOf(text: string, { isSecret, isPath }: Written): string | null {
  if (text.length > 1 && /^(["'`]).*\1$/s.test(text)) {
    return 'must be written without quotes around it: whatever read the settings left them in'
  }
  const isUnreplaced = (isSecret ? UNREPLACED_WHOLE : UNREPLACED).test(text)
  const isUnreplacedFolder = isPath && UNREPLACED_FOLDER.test(text) // [H86]
  if (isUnreplaced || isUnreplacedFolder) {
    return 'must hold the value itself: nothing here replaces $NAME or $(command), as a shell does'
  }
  if (!isPath) return null
  if (text.startsWith('~')) {
    return 'must be a path from / on, or from the folder that Rekey is started in: only a shell replaces ~'
  }
  // A single letter is a disk of Windows.
  if (/^[a-z][\w+.-]+:\//i.test(text)) return 'must be a path on this machine, not a web address'
  return null
}

/** A platform sets these by itself; Kubernetes makes REKEY_PORT for a service that is called rekey. */
const OF_OTHERS = ['PORT', 'HOST', 'REKEY_PORT', 'REKEY_HOST']

/** Says which names that are set are nearly ours; null when none is. Unread, a SIGNUP=closed would leave the door open. */
export function nearlyOurs(
  environment: Readonly<Record<string, string | undefined>>,
  ours: readonly string[],
): string | null {
  const plain = (name: string) =>
    name
      .toUpperCase()
      .replace(/^REKEY_/, '')
      .replaceAll(/[_-]/g, '')
  const meant = new Map(ours.map((name) => [plain(name), name]))
  const near = Object.keys(environment).flatMap((name) => {
    const right = meant.get(plain(name))
    const isTheirs = !right || name === right || OF_OTHERS.includes(name.toUpperCase())
    return isTheirs || environment[right]
      ? []
      : [`${name} is set, and Rekey does not read it: write ${right}.`]
  })
  return near.length > 0 ? near.join(' ') : null
}

/** How a wrong value is repeated; not where a part of it could be a password or a key. */
export function shownValue(text: string, { isSecret }: Pick<Written, 'isSecret'>): string {
  const mayBeSecret = isSecret || /[@?]/.test(text) // [H88]
  return mayBeSecret ? '' : `, not ${JSON.stringify(text)}`
}
