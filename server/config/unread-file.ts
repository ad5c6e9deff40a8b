const ABSENT = 'is not there. Correct the path'
const FORBIDDEN = 'the user that runs Rekey may not read. Let that user read it and enter its folder'

const BY_CODE: Readonly<Record<string, string>> = {
  ENOENT: ABSENT,
  ENOTDIR: ABSENT,
  ENAMETOOLONG: ABSENT,
  EACCES: FORBIDDEN,
  EPERM: FORBIDDEN,
}

/** What to say after "which" of a file that a setting names, by what the system says of it; null for anything else. */
export function unreadFile({ code = '' }: NodeJS.ErrnoException): string | null {
  return BY_CODE[code] ?? null
}
