/** Parts that only a shell replaces. A secret may contain them by chance, so there only the whole value counts. */
const UNREPLACED = /\$\{|\$\(|^\$[A-Z_]|(:\/\/|@)[^/]*\$[A-Za-z_]/
const UNREPLACED_FOLDER = /(^|\/)\$[A-Za-z_]/
const UNREPLACED_WHOLE = /^\$([A-Z_][A-Z0-9_]*|\{.*\}|\(.*\))$/

interface Written {
  readonly isSecret: boolean
  /** It names a file or a folder. */
  readonly isPath: boolean
  /** It has several entries, separated by commas. */
  readonly isList: boolean
}

/**
 * Says what another program should have done to a value before it reached us, as the end of a sentence; null if all
 * is well. Some programs that read a file of settings keep the quotes, or do not replace a name. Such a value would
 * name another folder, or be a secret that only one node has.
 */
export function unreadProblem(value: string, written: Written): string | null {
  const parts = written.isList ? [value, ...value.split(',')] : [value] // [H85]
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

/** Platforms set these by themselves. Kubernetes makes REKEY_PORT for a service that is called rekey. */
const OF_OTHERS = ['PORT', 'HOST', 'REKEY_PORT', 'REKEY_HOST']

/** Says which names that are set are nearly ours; null if none is. SIGNUP=closed, say, would not close sign-up. */
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

/** How a message repeats a wrong value. It does not if a part of the value could be a password or a key. */
export function shownValue(text: string, { isSecret }: Pick<Written, 'isSecret'>): string {
  const mayBeSecret = isSecret || /[@?]/.test(text) // [H88]
  return mayBeSecret ? '' : `, not ${JSON.stringify(text)}`
}
