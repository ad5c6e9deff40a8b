import { expect } from 'chai'
import { parseConfig } from '../../server/standalone/config/config.ts'
import { VARIABLES } from '../../server/standalone/config/variables.ts'
import { block, commands, documents, prose } from '../support/documented.ts'

/** What the documents set for other programs. */
const OF_OTHERS = ['TLS', 'UPSTREAM', 'HTTP_PORT', 'NODE_EXTRA_CA_CERTS', 'CHROMIUM']

const BASE = { PUBLIC_URL: 'https://login.example.com', SECRET: 'x'.repeat(32) }

/** Of systemd.unit(5), systemd.service(5) and systemd.exec(5), which ignore what they do not know. */
const SYSTEMD: Readonly<Record<string, readonly string[]>> = {
  '[Unit]': ['Description', 'Wants', 'After'],
  '[Service]': [
    ...['ExecStart', 'WorkingDirectory', 'EnvironmentFile', 'Environment', 'User', 'StateDirectory'],
    ...['Restart', 'TimeoutStopSec', 'LimitNOFILE'],
  ],
  '[Install]': ['WantedBy'],
}

/** As a shell would read them. */
const settingsIn = (text: string) =>
  [...text.matchAll(/(?:^|\s)([A-Z][A-Z_]+)=(\S+)/g)].map(
    ([, name = '', value = '']) => [name, value] as const,
  )

/** Each setting needs those beside it that it makes no sense without. */
function parse(settings: Readonly<Record<string, string>>) {
  const url = settings.PUBLIC_URL ?? (settings.RP_ID ? `https://${settings.RP_ID}` : BASE.PUBLIC_URL)
  const database = settings.DATABASE_SCHEMA ? { DATABASE_URL: 'postgres://localhost/rekey' } : {}
  const lock = settings.LOCK_ON ? { ON_CONTENTION: 'lock' } : {}
  return parseConfig({
    ...BASE,
    PUBLIC_URL: url,
    RP_ID: new URL(url).hostname,
    ...lock,
    ...database,
    ...settings,
  })
}

describe('settings that documents show', () => {
  it('are settings, with values that Rekey takes', () => {
    const spans = documents.flatMap((file) => [...prose(file).matchAll(/`([A-Z][A-Z_]+=[^\s`]+)`/g)])
    const shown = spans.flatMap(([, span = '']) => settingsIn(span))
    expect(shown).to.have.length.above(20)
    for (const [name, value] of shown.filter(([name]) => !OF_OTHERS.includes(name))) {
      expect(Object.keys(VARIABLES)).to.include(name)
      expect(() => parse({ [name]: value }), `${name}=${value}`).not.to.throw()
    }
  })

  it('before a command too', () => {
    const lines = commands.map(({ text }) => settingsIn(text)).filter((settings) => settings.length > 0)
    expect(lines).to.have.length.above(3)
    for (const line of lines) {
      const own = line.filter(([name]) => !OF_OTHERS.includes(name))
      expect(Object.keys(VARIABLES)).to.include.members(own.map(([name]) => name))
      expect(() => parse(Object.fromEntries(own)), line.join(' ')).not.to.throw()
    }
  })

  it('in the unit for systemd too, which has nothing but what systemd knows', () => {
    const sections = block('docs/operate.md', '[Unit]').trim().split('\n\n')
    const told = sections.map((section) => section.split('\n'))
    expect(told.map(([heading]) => heading)).to.deep.equal(Object.keys(SYSTEMD))
    for (const [heading = '', ...lines] of told) {
      for (const line of lines) expect(SYSTEMD[heading], line).to.include(line.split('=')[0])
    }
    const lines = told.flat()
    const set = lines.filter((line) => line.startsWith('Environment=')).map((line) => line.slice(12))
    expect(() => parse(Object.fromEntries(set.flatMap(settingsIn)))).not.to.throw()
  })
})
