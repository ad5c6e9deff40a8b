import { stat } from 'node:fs/promises'
import { type CityResponse, open, type Reader } from 'maxmind'
import { unreadFile } from '../../errors/unread-file.ts'

const NO_FILE = 'is not a file. Give the path of a .mmdb file'
const PACKED = 'is compressed. Unpack it (gunzip, or tar -xzf), and give the path of the .mmdb file in it'
const OTHER =
  'is not a complete database in MaxMind format. Give the path of a .mmdb file, and fetch it again'

/** Opens a file. Anything else, such as a pipe, might never end. */
export async function openReader(file: string): Promise<Reader<CityResponse>> {
  if (!(await stat(file)).isFile()) throw Object.assign(new Error('It is no file.'), { code: 'EISDIR' }) // [H89]
  return open<CityResponse>(file)
}

/** Why the file cannot be read and what to do, to follow the word "which". */
export function whyUnread(error: unknown): string {
  const failure = error as NodeJS.ErrnoException
  if (/gzip/.test(failure.message)) return PACKED
  if (failure.code === 'EISDIR') return NO_FILE
  return unreadFile(failure) ?? OTHER
}
