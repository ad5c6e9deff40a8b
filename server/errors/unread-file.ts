const ABSENT = 'is not there. Correct the path'
const FORBIDDEN = 'the user that runs Rekey may not read. Let that user read it and enter its folder'

const BY_CODE: Readonly<Record<string, string>> = {
  ENOENT: ABSENT,
  ENOTDIR: ABSENT,
  ENAMETOOLONG: ABSENT,
  EACCES: FORBIDDEN,
  EPERM: FORBIDDEN,
}

/** What to say after "which" about a file that a setting names, by the error of the system; else null. */
export function unreadFile({ code = '' }: NodeJS.ErrnoException): string | null {
  return BY_CODE[code] ?? null
}
