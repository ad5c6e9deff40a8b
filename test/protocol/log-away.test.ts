import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { eventually } from '../contract/eventually.ts'
import { freePort } from '../support/free-port.ts'
import { startServerProcess } from '../support/server-process.ts'
import { serverProgram } from '../support/server-program.ts'

const ROOT = new URL('../..', import.meta.url).pathname

describe('a server whose standard output is a full disk', () => {
  it('[H17] serves all the same, and readiness says that log lines are lost', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rekey-full-disk-'))
    const port = await freePort()
    // On https it has something to say before it listens, and then with each request.
    const server = startServerProcess({
      program: 'sh',
      args: ['-c', `exec node ${serverProgram().join(' ')} > /dev/full`],
      cwd: ROOT,
      folder,
      killSignal: 'KILL',
      env: { PORT: String(port), DATA_DIR: folder, PUBLIC_URL: 'https://rekey.example' },
    })
    const url = `http://localhost:${port}`
    const get = (path: string) => fetch(`${url}${path}`).catch(() => null)
    await eventually('it answers', async () => (await get('/healthz'))?.ok === true, 20_000)
    for (let turn = 0; turn < 20; turn += 1) expect((await get('/sign-in'))?.status).to.equal(200)
    const { warnings } = await (await fetch(`${url}/readyz`)).json()
    expect(warnings.map(({ kind }: { kind: string }) => kind)).to.include('log')
    expect(await server.end('SIGTERM')).to.equal(0)
  })
})

describe('a server whose standard output nobody reads any more', () => {
  it('[H41] serves all the same, and ends when it is told to', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rekey-unread-log-'))
    const port = await freePort()
    // What stands at the other end of the pipe never reads, and holds none of ours open.
    const server = startServerProcess({
      program: 'bash',
      args: ['-c', `exec node ${serverProgram().join(' ')} > >(exec sleep 60 > /dev/null 2>&1)`],
      cwd: ROOT,
      folder,
      killSignal: 'KILL',
      env: { PORT: String(port), DATA_DIR: folder, LOG_LEVEL: 'info' },
    })
    const url = `http://localhost:${port}`
    const get = (path: string) => fetch(`${url}${path}`, { signal: AbortSignal.timeout(10_000) })
    await eventually('it answers', async () => (await get('/healthz').catch(() => null))?.ok === true, 20_000)
    // A pipe holds 64 KiB.
    for (let visits = 0; visits < 600; visits += 1) await (await get('/nowhere')).arrayBuffer()
    expect((await get('/sign-in')).status).to.equal(200)
    expect(await server.end('SIGTERM')).to.equal(0)
  })
})
