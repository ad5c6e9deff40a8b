import { readFileSync } from 'node:fs'
import { expect } from 'chai'

interface LockedPackage {
  readonly version?: string
  readonly optionalDependencies?: Record<string, string>
}

const lock = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'))
const packages: Record<string, LockedPackage> = lock.packages

// The first release of each without the advisories that a socket server facing strangers must not carry.
const floors = { 'socket.io-parser': '4.2.7', 'engine.io': '6.6.10', ws: '8.21.0' }

describe('the lock file', () => {
  for (const [name, floor] of Object.entries(floors)) {
    it(`holds ${name} at ${floor} or newer, wherever it is nested`, () => {
      const versions = versionsOf(name)
      expect(versions).not.to.deep.equal([])
      for (const version of versions) expect(isAtLeast(version, floor), `${name} ${version}`).to.equal(true)
    })
  }

  it('names every optional package, for npm ci refuses a lock with a gap, on any platform', () => {
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`],
      ),
    )
    expect(missing).to.deep.equal([])
  })
})

function versionsOf(name: string): string[] {
  const entries = Object.entries(packages).filter(([path]) => path.endsWith(`node_modules/${name}`))
  return entries.map(([, { version }]) => version ?? 'none')
}

function isAtLeast(version: string, floor: string): boolean {
  return version.localeCompare(floor, 'en', { numeric: true }) >= 0
}
