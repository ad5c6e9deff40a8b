import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cityEntry, placeDatabase } from './place-database.ts'

/** A place file that opens and fails every look-up, and what the server says of it. */
export function brokenPlaces(): { readonly file: string; readonly says: string } {
  const file = join(mkdtempSync(join(tmpdir(), 'rekey-broken-places-')), 'broken.mmdb')
  const entries = { '::/1': cityEntry('Lyon', ['FR', 'France']) }
  writeFileSync(file, placeDatabase(entries, { data: (data) => Buffer.alloc(data.length, 0xff) }))
  return {
    file,
    says: 'GEOIP_FILE is broken inside: where a look-up fails, no place is known. Give a complete file.',
  }
}
