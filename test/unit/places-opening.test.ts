import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect } from 'chai'
import pino from 'pino'
import { StartError } from '../../server/errors/start-error.ts'
import { openPlaceFile, type PlaceFileDeps } from '../../server/requests/places/place-file.ts'
import { createCareful } from '../../server/warnings/careful.ts'
import { createWarnings } from '../../server/warnings/warnings.ts'
import { eventually, rejection } from '../contract/eventually.ts'
import { cityEntry, placeDatabase } from '../support/place-database.ts'

const WHOLE = placeDatabase({ '192.0.2.0/24': cityEntry('Lyon', ['FR', 'France']) })

describe('what stands in the place of a file of places', () => {
  let folder: string
  let deps: PlaceFileDeps
  beforeEach(() => {
    const log = pino({ level: 'silent' })
    const warnings = createWarnings(log)
    deps = { warnings, careful: createCareful(log, warnings), lookEveryMs: 20 }
    folder = mkdtempSync(join(tmpdir(), 'rekey-places-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  function write(name: string, bytes: Buffer | string): string {
    const file = join(folder, name)
    writeFileSync(file, bytes)
    return file
  }

  function pipe(): string {
    const file = join(folder, 'places.mmdb')
    rmSync(file, { force: true })
    execFileSync('mkfifo', [file])
    return file
  }

  /** Each with how the sentence about it goes on. */
  const inPlace: Readonly<Record<string, readonly [place: () => string, says: string]>> = {
    nothing: [() => join(folder, 'nowhere.mmdb'), 'is not there. Correct the path'],
    'something in a file': [() => join(write('a-file', ''), 'in-it.mmdb'), 'is not there. Correct the path'],
    'a folder': [() => folder, 'is not a file. Give the path of a .mmdb file'],
    'a pipe': [pipe, 'is not a file. Give the path of a .mmdb file'],
    'a device without an end': [() => '/dev/zero', 'is not a file. Give the path of a .mmdb file'],
    'what is packed': [
      () => write('packed.mmdb', gzipSync(WHOLE)),
      'is compressed. Unpack it (gunzip, or tar -xzf)',
    ],
    'a page of the web': [
      () => write('page.mmdb', '<html>Not found</html>'),
      'is not a complete database in MaxMind format',
    ],
    'half a file': [
      () => write('half.mmdb', WHOLE.subarray(0, WHOLE.length / 2)),
      'is not a complete database',
    ],
    'an empty file': [() => write('empty.mmdb', ''), 'is not a complete database in MaxMind format'],
  }
  for (const [what, [place, says]] of Object.entries(inPlace)) {
    it(`[H89] stops the start in a sentence when it is ${what}`, async () => {
      const file = place()
      const error = await rejection(openPlaceFile(file, deps))
      expect(error).to.be.instanceOf(StartError)
      expect((error as Error).message)
        .to.include(`GEOIP_FILE is ${file}, which ${says}`)
        .and.match(/, or leave GEOIP_FILE empty\.$/)
    })
  }

  it('[H89] keeps no look-up waiting when it is a pipe, and is followed by the next file', async () => {
    const file = write('places.mmdb', WHOLE)
    const find = await openPlaceFile(file, deps)
    // Over and over: watching begins a moment after it was asked for.
    await eventually('the pipe is noticed', async () => pipe() !== '' && deps.warnings.list().length > 0)
    expect(find('192.0.2.1')?.name).to.equal('Lyon, France')
    await eventually('the next file is read', async () => {
      rmSync(file)
      write('places.mmdb', WHOLE)
      return deps.warnings.list()[0]?.endedAgoMs !== null
    })
  })
})
