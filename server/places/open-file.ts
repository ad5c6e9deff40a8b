import { stat } from 'node:fs/promises'
import { type CityResponse, open, type Reader } from 'maxmind'

/** What to say of a file that cannot be opened, by what the system says. */
const BY_CODE: Readonly<Record<string, string>> = {
  ENOENT: 'which is not there. Correct the path',
  ENOTDIR: 'which is not there. Correct the path',
  ENAMETOOLONG: 'which is not there. Correct the path',
  EACCES: 'which the user that runs Rekey may not read. Let that user read it and enter its folder',
  EPERM: 'which the user that runs Rekey may not read. Let that user read it and enter its folder',
}

const NO_FILE = 'which is not a file. Give the path of a .mmdb file'
const PACKED =
  'which is compressed. Unpack it (gunzip, or tar -xzf), and give the path of the .mmdb file in it'
const OTHER =
  'which is not a complete database in MaxMind format. Give the path of a .mmdb file, and fetch it again'

/** Opens what is a file: of anything else, such as a pipe, the end may never come. */
export async function openReader(file: string): Promise<Reader<CityResponse>> {
  if (!(await stat(file)).isFile()) throw Object.assign(new Error('It is no file.'), { code: 'EISDIR' }) // [H89]
  return open<CityResponse>(file)
}

/** Why the file cannot be read and what to do, as a part of a sentence. */
export function whyUnread(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException
  if (/gzip/.test(message)) return PACKED
  if (code === 'EISDIR') return NO_FILE
  return BY_CODE[code] ?? OTHER
}
