import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { runRekey } from '../support/run-rekey.ts'

describe('a start that is refused', () => {
  let folder: string
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'rekey-start-'))
    writeFileSync(join(folder, 'a-file'), '')
    mkdirSync(join(folder, 'odd', 'rekey.sqlite'), { recursive: true })
    for (const [name, secret] of Object.entries({ emptied: '', short: 'only 24 characters long\n' })) {
      mkdirSync(join(folder, name))
      writeFileSync(join(folder, name, 'secret'), secret)
    }
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  /** Settings that are wrong, where FOLDER is ours, and what the server says. */
  const wrong: Record<string, [env: Record<string, string>, says: RegExp]> = {
    'an emptied secret': [
      { DATA_DIR: 'FOLDER/emptied' },
      /emptied\/secret must hold at least 32 .* Delete it/,
    ],
    'a short secret': [
      { DATA_DIR: 'FOLDER/short' },
      /short\/secret must hold at least 32 characters, and holds 23/,
    ],
    'DATA_DIR that is a file': [
      { DATA_DIR: 'FOLDER/a-file' },
      /^DATA_DIR is .*a file is in its place.*example/,
    ],
    'DATA_DIR in a file': [{ DATA_DIR: 'FOLDER/a-file/data' }, /^DATA_DIR is .*a file is in its place/],
    'DATA_DIR where no folder can be': [{ DATA_DIR: '/proc/x' }, /^DATA_DIR is \/proc\/x, and .*another/],
    'a SQLite file that cannot be opened': [
      { DATA_DIR: 'FOLDER/odd' },
      /odd\/rekey.sqlite cannot be used: it cannot be opened. Make .* DATA_DIR/,
    ],
    'a PostgreSQL that is not there': [
      { DATABASE_URL: 'postgres://rekey:hush@127.0.0.1:1/rekey?sslmode=require' },
      /^PostgreSQL at 127.0.0.1:1 .*Start it, or correct host and port in DATABASE_URL\.$/,
    ],
  }
  for (const [name, [env, says]] of Object.entries(wrong)) {
    it(`says what to do about ${name}, in one line`, async () => {
      const own = { DATA_DIR: join(folder, 'data'), ...env }
      const { code, stdout, stderr } = await runRekey({
        env: Object.fromEntries(
          Object.entries(own).map(([key, value]) => [key, value.replace('FOLDER', folder)]),
        ),
      })
      expect(stderr.trim()).to.match(says)
      expect(stderr.trim().split('\n')).to.have.length(1)
      expect(stderr).to.not.contain('hush')
      expect([code, stdout]).to.deep.equal([1, ''])
    })
  }

  it('names the port that is taken, and another', async () => {
    const taken = createServer().listen(0)
    const { port } = taken.address() as { port: number }
    const { code, stderr } = await runRekey({ env: { PORT: String(port), DATA_DIR: join(folder, 'data') } })
    taken.close()
    expect(stderr).to.equal(
      `Port ${port} is taken by another program. Stop it, or start Rekey with PORT=${port + 1}.\n`,
    )
    expect(code).to.equal(1)
  })

  it('[S194] makes a database for nobody but whoever runs it, also where everybody may look into the folder', async () => {
    const DATA_DIR = join(folder, 'open-to-all')
    mkdirSync(DATA_DIR, { mode: 0o755 })
    const { code } = await runRekey({ args: ['--admin', 'list'], env: { DATA_DIR } })
    expect([code, statSync(join(DATA_DIR, 'rekey.sqlite')).mode & 0o077]).to.deep.equal([0, 0])
  })

  it('[K181] lets no library print what it sends, whatever DEBUG asks for', async () => {
    const silent = createServer((socket) =>
      socket.once('data', () => socket.end('-WRONGPASS wrong\r\n')),
    ).listen(0)
    const { port } = silent.address() as { port: number }
    const REDIS_URL = `redis://:hush@127.0.0.1:${port}`
    const env = { DEBUG: '*', REDIS_URL, SECRET: 'x'.repeat(32), DATA_DIR: join(folder, 'data') }
    const { stdout, stderr } = await runRekey({ args: ['--check'], env })
    silent.close()
    expect(stderr).to.match(/^Redis at [^\n]+\n$/)
    expect(`${stdout}${stderr}`).to.not.contain('hush')
  })

  it('points to --help for an option that there is not', async () => {
    const { code, stderr } = await runRekey({ args: ['--bogus'] })
    expect(stderr).to.equal('Unknown option \'--bogus\'. "npm start -- --help" lists all options.\n')
    expect(code).to.equal(1)
  })

  for (const [mode, says] of [
    ['closed', 'SIGN_UP is closed, so an invitation would not work.'],
    ['open', 'SIGN_UP is open, so nobody needs an invitation'],
  ] as const) {
    it(`makes no invitation where SIGN_UP is ${mode}`, async () => {
      const env = { SIGN_UP: mode, DATA_DIR: join(folder, 'data') }
      const { code, stdout, stderr } = await runRekey({ args: ['--invite'], env })
      expect(stderr).to.contain(says).and.contain('SIGN_UP=invite')
      expect([code, stdout]).to.deep.equal([1, ''])
    })
  }

  it('shows a stack for what nobody foresaw, and only then', async () => {
    const { code, stderr } = await runRekey({ entry: 'test/support/rekey-with-a-fault.ts' })
    expect(stderr).to.match(
      /did not expect.*\nTypeError: planted\n {4}at [\s\S]*Caused by: Error: its cause\n {4}at /,
    )
    expect(code).to.equal(1)
  })
})
