import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import pino from 'pino'
import {
  inspectPlaceFile,
  noPlaces,
  openPlaceFile,
  type PlaceFileDeps,
} from '../../server/requests/places/place-file.ts'
import { createCareful } from '../../server/warnings/careful.ts'
import { createWarnings } from '../../server/warnings/warnings.ts'
import { eventually } from '../contract/eventually.ts'
import { cityEntry, type Damage, type Entry, placeDatabase } from '../support/place-database.ts'

const FRANCE = ['FR', 'France'] as const
const LYON = cityEntry('Lyon', FRANCE, [45.75, 4.85, 20])
/** So that every sample of a file finds an entry. */
const EVERYWHERE = { '0.0.0.0/1': LYON, '128.0.0.0/1': LYON, '2000::/3': LYON }

/** Shapes of a file that opens and cannot be used, as a bad disk or a cut download leaves them. */
const DAMAGES: Readonly<Record<string, Damage>> = {
  'data that are cut short': { data: (data) => data.subarray(0, 12) },
  'data that are no data': { data: (data) => Buffer.alloc(data.length, 0xff) },
  'records that lead nowhere': { tree: (tree) => Buffer.alloc(tree.length, 0xfe) },
  'more nodes than there are': { metadata: { node_count: 400 } },
  'pointers to themselves': { data: (data) => Buffer.alloc(data.length, Buffer.of(0x20, 0x00)) },
}

describe('a file of places', () => {
  let folder: string
  let lines: string[]
  let deps: PlaceFileDeps
  const warned = () => deps.warnings.list().filter(({ endedAgoMs }) => endedAgoMs === null)
  beforeEach(() => {
    lines = []
    const log = pino({}, { write: (line: string) => void lines.push(line) })
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

  it('knows the place of an address of either kind, in English', async () => {
    const file = write('city.mmdb', placeDatabase({ '192.0.2.0/24': LYON, '2001:db8:1::/48': LYON }))
    const find = await openPlaceFile(file, deps)
    const lyon = {
      name: 'Lyon, France',
      country: 'FR',
      at: { latitude: 45.75, longitude: 4.85, accuracyKm: 20 },
    }
    for (const address of ['192.0.2.1', '192.0.2.255', '2001:db8:1:2::3'])
      expect(find(address), address).to.deep.equal(lyon)
  })

  it('knows nothing of other addresses, nor of what is none', async () => {
    const find = await openPlaceFile(write('city.mmdb', placeDatabase({ '192.0.2.0/24': LYON })), deps)
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
    const find = await openPlaceFile(file, deps)
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
    const find = await openPlaceFile(file, deps)
    const newer = placeDatabase({ '192.0.2.0/24': cityEntry('Dijon', FRANCE) })
    // Over and over: watching begins a moment after it was asked for.
    await eventually('half a file is noticed', async () => {
      writeFileSync(file, newer.subarray(0, newer.length / 2))
      return warned().length > 0
    })
    expect(find('192.0.2.1')?.name).to.equal('Lyon, France')
    renameSync(write('newer.mmdb', newer), file)
    await eventually('the newer file is read', async () => find('192.0.2.1')?.name === 'Dijon, France')
    expect(warned()).to.deep.equal([])
  })

  for (const [what, damage] of Object.entries(DAMAGES)) {
    const broken = placeDatabase(EVERYWHERE, damage)

    it(`[H14] with ${what} knows no place where a look-up fails, and warns once`, async () => {
      const find = await openPlaceFile(write('broken.mmdb', broken), deps)
      for (let turn = 0; turn < 3; turn += 1)
        for (const address of ['192.0.2.1', '2001:db8::1', '']) expect(find(address)).to.equal(null)
      expect(warned().map(({ kind }) => kind)).to.deep.equal(['places'])
      // The watchers of other tests write here too.
      expect(lines.filter((line) => line.includes('GEOIP_FILE is broken inside'))).to.have.length(1)
    })

    it(`[H15] with ${what} takes the place of no file that works`, async () => {
      const file = write('city.mmdb', placeDatabase(EVERYWHERE))
      const find = await openPlaceFile(file, deps)
      await eventually('the broken file is noticed', async () => {
        writeFileSync(file, broken)
        return warned().length > 0
      })
      expect(find('192.0.2.1')?.name).to.equal('Lyon, France')
    })
  }

  /** Entries as editions without places have them. */
  const NO_PLACES: Readonly<Record<string, Entry>> = {
    'GeoLite2-ASN': { autonomous_system_number: 64500, autonomous_system_organization: 'Example' },
    'GeoIP2-ISP': { isp: 'Example', organization: 'Example', autonomous_system_number: 64500 },
    'GeoIP2-Domain': { domain: 'example.net' },
    'GeoIP2-Connection-Type': { connection_type: 'Cable/DSL' },
    'GeoIP2-Anonymous-IP': { is_anonymous: 1, is_hosting_provider: 1 },
    'GeoIP2-User-Count': { ipv4_24: 7 },
    'GeoIP2-Static-IP-Score': { score: 0.5 },
    'ipinfo <i>asn</i>': { asn: 'AS64500', country: 'DE' },
  }
  for (const [database_type, entry] of Object.entries(NO_PLACES)) {
    const bytes = placeDatabase(
      { '192.0.2.0/24': entry, '2001:db8::/32': entry },
      { metadata: { database_type } },
    )

    it(`[H67] of the kind ${database_type} is said to hold no places, at the start and by --check`, async () => {
      const file = write('other.mmdb', bytes)
      const find = await openPlaceFile(file, deps)
      expect(find('192.0.2.1')).to.equal(null)
      const says = await inspectPlaceFile(file)
      expect(says).to.match(
        /^GEOIP_FILE is .*"[\w -]+", which holds no places.* Give a city or country database\.$/,
      )
      expect(warned().map((warning) => warning.says)).to.deep.equal([says])
    })
  }

  it('[H67] holds places also where few addresses have one, of either kind', async () => {
    for (const [at, only] of ['192.0.2.77/32', '2001:db8:1:2::/64'].entries()) {
      const file = write(`few-${at}.mmdb`, placeDatabase({ '10.0.0.0/8': { asn: 'AS64500' }, [only]: LYON }))
      expect(await inspectPlaceFile(file), only).to.equal(null)
    }
    const empty = write('empty.mmdb', placeDatabase({ '192.0.2.0/24': {} }))
    expect(await inspectPlaceFile(empty)).to.contain('holds no places')
  })

  it('[H68] of IPv4 alone knows no place of an IPv6 address that begins with the same bits', async () => {
    // 32.1.13.0/24, in a tree that is no deeper.
    const bytes = placeDatabase({ '2001:d00::/24': LYON }, { metadata: { ip_version: 4 } })
    const find = await openPlaceFile(write('ipv4.mmdb', bytes), deps)
    expect(find('32.1.13.184')?.name).to.equal('Lyon, France')
    expect(find('2001:db8::1')).to.equal(null)
    expect(warned()).to.deep.equal([])
  })

  it('[H15] takes the place of no file that works where it holds no places', async () => {
    const file = write('city.mmdb', placeDatabase(EVERYWHERE))
    const find = await openPlaceFile(file, deps)
    await eventually('the other kind is noticed', async () => {
      writeFileSync(file, placeDatabase({ '192.0.2.0/24': { asn: 'AS64500' } }))
      return warned().length > 0
    })
    expect(warned()[0]?.says).to.match(/holds no places.* previous file stays in use/)
    expect(find('192.0.2.1')?.name).to.equal('Lyon, France')
  })

  it('with a tree of another shape knows no place', async () => {
    const shapes: readonly Damage[] = [{ metadata: { record_size: 28 } }, { tree: () => Buffer.alloc(0) }]
    for (const [at, shape] of shapes.entries()) {
      const find = await openPlaceFile(write(`${at}.mmdb`, placeDatabase(EVERYWHERE, shape)), deps)
      expect(find('192.0.2.1')).to.equal(null)
    }
  })

  it('is not believed where its parts have the wrong kind', async () => {
    const wrong = {
      city: { names: { en: 7 } },
      country: { iso_code: 'FR', names: 'France' },
      location: 'here',
    }
    const file = write('city.mmdb', placeDatabase({ '192.0.2.0/24': wrong, '198.51.100.0/24': 'France' }))
    const find = await openPlaceFile(file, deps)
    expect(find('192.0.2.1')).to.deep.equal({ name: 'FR', country: 'FR', at: null })
    expect(find('198.51.100.1')).to.equal(null)
    expect(warned()).to.deep.equal([])
  })
})
