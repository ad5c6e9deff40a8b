import { appendFileSync, chmodSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import Sqlite from 'libsql'
import { Client } from 'pg'
import { block, command } from '../support/documented.ts'
import { freePort } from '../support/free-port.ts'
import { type Newcomer, newcomer } from '../support/newcomer.ts'
import { PasskeyDevice } from '../support/passkey-device.ts'
import { serverUser, startPostgres } from '../support/postgres.ts'
import { requireProgram, startServerProcess } from '../support/server-process.ts'
import { bySize } from '../support/size.ts'

const fromTheRegistry = bySize({ short: false, long: false, full: true })

// With programs that the short run does not install.
const hasPrograms = bySize({ short: false, long: true, full: true })

if (hasPrograms) describe('what docs/operate.md says of a server without Docker', describeDeployments)

function describeDeployments(this: Mocha.Suite) {
  this.timeout(fromTheRegistry ? 300_000 : 60_000)

  let here: Newcomer
  const closers: (() => Promise<unknown>)[] = []
  beforeEach(() => {
    here = newcomer()
  })
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close()
    here.leave()
  })

  /** As the page says, but for places and ports. */
  function changed(text: string, changes: Readonly<Record<string, string>>): string {
    return Object.entries(changes).reduce((before, [from, to]) => {
      expect(before).to.include(from)
      return before.replaceAll(from, to)
    }, text)
  }

  async function startDocumentedRedis(): Promise<number> {
    const port = await freePort()
    appendFileSync(join(here.folder, 'redis.conf'), `\n${block('docs/operate.md', 'user default off')}`)
    const [program = '', ...args] = changed(command('redis-server redis.conf --dir /var/lib/redis'), {
      '/var/lib/redis': here.folder,
    }).split(' ')
    const server = startServerProcess({
      program,
      args: [...args, '--port', String(port)],
      folder: here.folder,
      killSignal: 'KILL',
    })
    closers.push(() => server.end('SIGTERM'))
    await server.printed(/ready to accept connections/i)
    return port
  }

  /** PostgreSQL with the role and the database, and PgBouncer before it. */
  async function startDocumentedPostgres() {
    const postgres = await startPostgres()
    closers.push(postgres.stop)
    const client = new Client({ connectionString: postgres.url })
    await client.connect()
    for (const statement of block('docs/operate.md', 'create role rekey').match(/[^;]+;/g) ?? [])
      await client.query(statement)
    await client.end()
    const socket = new URL(postgres.url).searchParams.get('host')!
    const port = await freePort()
    const ini = changed(block('docs/operate.md', '[databases]'), {
      'host=127.0.0.1 port=5432': `host=${socket}`,
      'listen_port = 6432': `listen_port = ${port}\nunix_socket_dir =`,
      '/etc/pgbouncer/userlist.txt': join(here.folder, 'userlist.txt'),
    })
    writeFileSync(join(here.folder, 'userlist.txt'), '"rekey" "PASSWORD"\n')
    writeFileSync(join(here.folder, 'pgbouncer.ini'), ini)
    chmodSync(here.folder, 0o755)
    const pooler = startServerProcess({
      program: 'pgbouncer',
      args: [join(here.folder, 'pgbouncer.ini')],
      folder: here.folder,
      killSignal: 'KILL',
      user: await serverUser(),
    })
    closers.push(() => pooler.end('SIGTERM'))
    await pooler.printed(/process up/)
    return { port, socket }
  }

  it('is true: environment file, PgBouncer, Redis with a user, the unit for systemd, and a backup', async () => {
    const [redis, postgres] = [await startDocumentedRedis(), await startDocumentedPostgres()]
    const secret = await here.run(command('openssl rand -base64 32'))
    const file = changed(block('docs/operate.md', 'PUBLIC_URL='), {
      'SECRET=...': `SECRET=${secret.output.trim()}`,
      '127.0.0.1:5432': `127.0.0.1:${postgres.port}`,
      '127.0.0.1:6379': `127.0.0.1:${redis}`,
    })
    const environment = Object.fromEntries(
      file
        .trim()
        .split('\n')
        .map((line) => /^(\w+)=(.*)$/.exec(line)!.slice(1)),
    )
    writeFileSync(join(here.folder, 'rekey.env'), file)
    const check = command('node --env-file=/etc/rekey.env dist/server/main.js --check')
    const checked = await here.run(check.replace('/etc/', ''))
    expect(checked.output).to.match(/The database is empty/)
    expect(await here.run(command('node dist/server/main.js --check'), environment)).to.deep.equal(checked)
    expect(checked.output).not.to.match(/Warning: (?!Node)/)
    expect(checked.code).to.equal(0)
    const unit = changed(block('docs/operate.md', '[Unit]'), {
      '/usr/bin/node': 'node',
      '/opt/rekey': here.folder,
    })
    const [, start = ''] = /^ExecStart=(.+)$/m.exec(unit) ?? []
    const server = await here.serve(start, environment)
    closers.push(server.end)
    expect((await (await fetch(`${server.url}/readyz`)).json()).stores).to.deep.equal({
      sql: 'ok',
      redis: 'ok',
    })
    const dump = changed(command('pg_dump --format=custom --file=rekey.dump rekey'), {
      pg_dump: requireProgram('pg_dump'),
    })
    const dumped = await here.run(dump, { PGHOST: postgres.socket, PGUSER: 'rekey' })
    expect(dumped).to.deep.equal({ code: 0, output: '' })
  })

  it('is true of building it, and of a backup of SQLite while it runs', async () => {
    expect((await here.run(command('npm start -- --help'))).output).to.include('PUBLIC_URL')
    expect(await here.run(command('cp deploy/env.example .env'))).to.deep.equal({ code: 0, output: '' })
    expect((await here.run(command('openssl rand -hex 24'))).output).to.match(/^[0-9a-f]{48}\n$/)
    const build = command('npm ci && npm run build && npm prune --omit=dev')
    // Installing takes the internet, and pruning would empty the folder that tests share.
    if (fromTheRegistry) {
      rmSync(join(here.folder, 'node_modules'))
      rmSync(join(here.folder, 'dist'), { recursive: true })
      expect(await here.run(build)).to.include({ code: 0 })
    } else expect(await here.run(build.replace(/npm (ci|prune \S+)/g, 'true'))).to.include({ code: 0 })
    const server = await here.serve(command('node dist/server/main.js'))
    closers.push(server.end)
    await new PasskeyDevice(server.url).signUp('alice')
    const granted = await here.run(command('node dist/server/main.js --admin grant alice'))
    expect(granted.output).to.include('“alice” is an admin now')
    const invited = await here.run(command('node dist/server/main.js --invite'), { SIGN_UP: 'invite' })
    expect(invited.output).to.match(/\/sign-up\S+/)
    const backup = command('sqlite3 data/rekey.sqlite ".backup rekey-backup.sqlite"')
    expect(await here.run(backup)).to.deep.equal({ code: 0, output: '' })
    const copy = new Sqlite(join(here.folder, 'rekey-backup.sqlite'))
    expect(copy.prepare('select name from accounts').all()).to.have.length(1)
    copy.close()
  })
}
