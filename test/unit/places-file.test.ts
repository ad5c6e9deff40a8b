import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { StartError } from '../../server/config/start-error.ts'
import { noPlaces, openPlaceFile } from '../../server/places/place-file.ts'
import { eventually, rejection } from '../contract/eventually.ts'
import { cityEntry, placeDatabase } from '../support/place-database.ts'

const FRANCE = ['FR', 'France'] as const
const LYON = cityEntry('Lyon', FRANCE, [45.75, 4.85, 20])

const SILENT = { warn: () => {} }

describe('a file of places', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rekey-places-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  function write(name: string, bytes: Buffer | string): string {
    const file = join(folder, name)
    writeFileSync(file, bytes)
    return file
  }

  it('knows the place of an address of either kind, in English', async () => {
    const file = write('city.mmdb', placeDatabase({ '192.0.2.0/24': LYON, '2001:db8:1::/48': LYON }))
    const find = await openPlaceFile(file, SILENT)
    const lyon = {
      name: 'Lyon, France',
      country: 'FR',
      at: { latitude: 45.75, longitude: 4.85, accuracyKm: 20 },
    }
    for (const address of ['192.0.2.1', '192.0.2.255', '2001:db8:1:2::3'])
      expect(find(address), address).to.deep.equal(lyon)
  })

  it('knows nothing of other addresses, nor of what is none', async () => {
    const find = await openPlaceFile(write('city.mmdb', placeDatabase({ '192.0.2.0/24': LYON })), SILENT)
    for (const address of ['192.0.3.1', '10.0.0.1', '2001:db8::1', '::1', '', 'unknown'])
      expect(find(address), address).to.equal(null)
    expect(noPlaces('192.0.2.1')).to.equal(null)
  })

  it('may know a country alone, or where without how exactly', async () => {
    const file = write(
      'country.mmdb',
      placeDatabase({
        '192.0.2.0/25': cityEntry(null, FRANCE),
        '192.0.2.128/25': { country: { iso_code: 'FR' }, location: { latitude: 45.75, longitude: 4.85 } },
        '198.51.100.0/24': { registered_country: { iso_code: 'CH', names: { en: 'Switzerland' } } },
        '203.0.113.0/24': { continent: { code: 'EU' } },
      }),
    )
    const find = await openPlaceFile(file, SILENT)
    expect(find('192.0.2.1')).to.deep.equal({ name: 'France', country: 'FR', at: null })
    expect(find('192.0.2.200')).to.deep.equal({
      name: 'FR',
      country: 'FR',
      at: { latitude: 45.75, longitude: 4.85, accuracyKm: 0 },
    })
    expect(find('198.51.100.1')).to.include({ name: 'Switzerland', country: 'CH' })
    expect(find('203.0.113.1')).to.equal(null)
  })

  it('is read again when it is replaced, and goes on as before when what came cannot be read', async () => {
    const file = write('city.mmdb', placeDatabase({ '192.0.2.0/24': LYON }))
    const warnings: unknown[] = []
    const find = await openPlaceFile(file, { warn: (...words: unknown[]) => warnings.push(words) }, 20)
    const newer = placeDatabase({ '192.0.2.0/24': cityEntry('Dijon', FRANCE) })
    // Over and over: watching begins a moment after it was asked for.
    await eventually('half a file is noticed', async () => {
      writeFileSync(file, newer.subarray(0, newer.length / 2))
      return warnings.length > 0
    })
    expect(find('192.0.2.1')?.name).to.equal('Lyon, France')
    renameSync(write('newer.mmdb', newer), file)
    await eventually('the newer file is read', async () => find('192.0.2.1')?.name === 'Dijon, France')
  })

  it('stops the start in a sentence when it is not there, or no such file', async () => {
    for (const file of [join(folder, 'nowhere.mmdb'), write('text.mmdb', 'no database'), folder]) {
      const error = await rejection(openPlaceFile(file, SILENT))
      expect(error, file).to.be.instanceOf(StartError)
      expect((error as Error).message).to.include(`GEOIP_FILE is ${file}, which cannot be read`)
      expect((error as Error).message).to.include('leave GEOIP_FILE empty')
    }
  })
})
