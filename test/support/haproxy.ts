import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from './free-port.ts'
import { startServerProcess } from './server-process.ts'

/** A real proxy in front of some nodes. */
export interface Haproxy {
  readonly url: string
  /** Where it keeps its log; every request line it saw is there. */
  readonly logFile: string
  stop(): Promise<unknown>
}

/**
 * Starts HAProxy over the nodes, in turns. It takes `X-Device-Address` for the address that a connection came
 * from, since all of a test's devices share one machine, and writes that into X-Forwarded-For behind whatever
 * the device put there, as a proxy does. Everything else of a request it leaves alone.
 */
export async function startHaproxy(nodePorts: readonly number[], port?: number): Promise<Haproxy> {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-haproxy-'))
  const own = port ?? (await freePort())
  const file = join(folder, 'haproxy.cfg')
  const logFile = join(folder, 'haproxy.log')
  writeFileSync(file, configuration(own, nodePorts))
  const process = startServerProcess({
    program: 'sh',
    args: ['-c', `exec haproxy -db -f "${file}" > "${logFile}" 2>&1`],
    folder,
    killSignal: 'KILL',
  })
  const url = `http://localhost:${own}`
  await answers(url, logFile)
  return { url, logFile, stop: () => process.end('SIGTERM') }
}

function configuration(port: number, nodePorts: readonly number[]): string {
  return [
    'global',
    '  maxconn 8000',
    '  log stdout format raw daemon',
    'defaults',
    '  mode http',
    '  log global',
    '  option httplog',
    // A node ends idle connections: one that was kept could end under the next request.
    '  option http-server-close',
    // A node that does not answer is passed over at once.
    '  option redispatch 1',
    '  timeout connect 5s',
    '  timeout client 60s',
    '  timeout server 60s',
    '  timeout tunnel 10m',
    'frontend people',
    `  bind :::${port} v4v6`,
    '  http-request set-src hdr(x-device-address) if { req.hdr(x-device-address) -m found }',
    '  http-request del-header x-device-address',
    '  option forwardfor',
    '  default_backend nodes',
    'backend nodes',
    '  balance roundrobin',
    ...nodePorts.map((nodePort, place) => `  server node${place} 127.0.0.1:${nodePort}`),
    '',
  ].join('\n')
}

async function answers(url: string, logFile: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const response = await fetch(`${url}/healthz`).catch(() => null)
    if (response?.ok) return
    await wait(50)
  }
  throw new Error(`HAProxy at ${url} does not answer: ${readFileSync(logFile, 'utf8').slice(-500)}`)
}
