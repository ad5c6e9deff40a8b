const ABSENT = 'is not there. Correct the path'
const FORBIDDEN = 'the user that runs Rekey may not read. Let that user read it and enter its folder'

const BY_CODE: Readonly<Record<string, string>> = {
  ENOENT: ABSENT,
  ENOTDIR: ABSENT,
  ENAMETOOLONG: ABSENT,
  EACCES: FORBIDDEN,
  EPERM: FORBIDDEN,
}

/**
 * Says why a file that a setting names cannot be read, by the error of the system, to follow the word "which". Null
 * for any other error.
 */
export function unreadFile({ code = '' }: NodeJS.ErrnoException): string | null {
  return BY_CODE[code] ?? null
}
