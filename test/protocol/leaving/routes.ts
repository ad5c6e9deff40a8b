import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readBrand } from '../../../server/pages/branding/brand.ts'
import { PAGES } from '../../../shared/pages.ts'
import { POST_PATHS } from '../../support/post-paths.ts'
import { PLAIN, WEB_PUBLIC } from '../http-site.ts'

export interface Route {
  readonly method: 'GET' | 'POST' | 'OPTIONS' | 'CONNECT'
  readonly path: string
  /** What a POST brings; where it is right, the answer takes a moment. */
  readonly body: string
}

const ASSETS = new URL('../../../dist/web/assets', import.meta.url).pathname
const ID = 'A'.repeat(22)
const { icon, touchIcon } = await readBrand(PLAIN, WEB_PUBLIC)

const BODIES: Readonly<Record<string, object>> = {
  '/api/sign-up/options': { name: 'Nobody' },
  '/api/look': { pairingId: ID, step: 0, secret: ID },
  '/api/step-up': { action: { do: 'add-passkey' } },
  '/api/sessions/end': { ids: [] },
}

/** What the contract and the pages name: every route that an app of ours has by name. */
export const NAMED_ROUTES: readonly Route[] = [
  ...['/healthz', '/readyz', '/api/session', '/api/account', '/socket.io/'].map(getting),
  ...Object.keys(PAGES).map(getting),
  ...[icon, touchIcon].flatMap((file) => (file ? [getting(file.path)] : [])),
  ...POST_PATHS.map((path) => ({
    method: 'POST' as const,
    path,
    body: JSON.stringify(BODIES[path] ?? {}),
  })),
]

/** And what lies beside them: an asset, the folder, and addresses that nobody answers to. */
export function everyRoute(): readonly Route[] {
  const [script = ''] = readdirSync(ASSETS).filter(
    (name) => name.startsWith('lost-passkey') && name.endsWith('.js'),
  )
  const beside = [
    join('/assets', script),
    '/assets/',
    '/api/nothing',
    '/nothing',
    '/sign-in/',
    '//',
    '/%E0%A4%A',
  ]
  return [
    ...NAMED_ROUTES,
    ...beside.map(getting),
    { method: 'POST', path: '/api/nothing', body: '{}' },
    { method: 'POST', path: '/sign-in', body: '{}' },
    { method: 'GET', path: '/socket.io/?EIO=4&transport=polling', body: '' },
    { method: 'GET', path: '/socket.io/?EIO=4&transport=websocket', body: '' },
    { method: 'OPTIONS', path: '*', body: '' },
    { method: 'CONNECT', path: 'localhost:1', body: '' },
  ]
}

function getting(path: string): Route {
  return { method: 'GET', path, body: '' }
}
