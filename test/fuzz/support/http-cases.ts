import fc from 'fast-check'
import { hostileText } from './hostile.ts'
import { HTTP_PATHS, type HttpPath } from './http-bodies.ts'
import { type Mutation, mutation } from './mutation.ts'

/** One request to be played. */
export type HttpCase =
  | {
      readonly kind: 'message'
      readonly path: HttpPath
      readonly mutation: Mutation
      readonly signedIn: boolean
    }
  | { readonly kind: 'name'; readonly path: NamePath; readonly name: string }
  | { readonly kind: 'body'; readonly path: HttpPath; readonly type: string; readonly body: Uint8Array }
  | { readonly kind: 'header'; readonly path: HttpPath; readonly header: Header; readonly value: string }
  | { readonly kind: 'request'; readonly method: string; readonly path: string }

export type NamePath = '/api/sign-up/options' | '/api/passkeys/rename'

const HEADERS = [
  ...([
    'cookie',
    'origin',
    'x-forwarded-for',
    'user-agent',
    'content-type',
    'content-encoding',
    'accept',
  ] as const),
  ...([
    'sec-fetch-site',
    'transfer-encoding',
    'expect',
    'range',
    'if-none-match',
    'forwarded',
    'upgrade',
  ] as const),
]

export type Header = (typeof HEADERS)[number]

const path = fc.constantFrom(...HTTP_PATHS)

const body: fc.Arbitrary<Uint8Array> = fc.oneof(
  hostileText.map((text) => Buffer.from(text)),
  fc.json({ maxDepth: 8 }).map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 400 }),
  fc.integer({ min: 1, max: 30_000 }).map((depth) => Buffer.from('['.repeat(depth))),
  fc
    .integer({ min: 1, max: 10_000 })
    .map((depth) => Buffer.from('{"a":'.repeat(depth) + 1 + '}'.repeat(depth))),
  fc
    .constantFrom(60_000, 65_536, 65_537, 200_000)
    .map((bytes) => Buffer.from(`{"name":"${'a'.repeat(bytes)}"}`)),
  fc.constant(Buffer.from('{"__proto__":{"name":"x"},"name":"y","name":"z"}')),
)

const type = fc.oneof(
  { weight: 5, arbitrary: fc.constant('application/json') },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', '', '*/*'],
      ...[
        'application/json; charset=utf-16',
        'application/json; charset=nonsense',
        'application/json;;;=',
        'a/b; ="',
      ],
    ),
  },
)

const header = fc.constantFrom(...HEADERS)
const headerValue = fc.oneof(
  hostileText,
  fc.constantFrom(
    ...[
      'null',
      'gzip',
      'chunked',
      '100-continue',
      'bytes=0-99999999999',
      'websocket',
      '1.2.3.4, 5.6.7.8',
      '::1',
    ],
    ...[
      'rekey_browser=; rekey_session=',
      'rekey_session=%',
      'rekey_session=__proto__',
      '=;=;=',
      'a=b'.repeat(900),
    ],
    ...['[::ffff:1.2.3.4]:99999', '1.2.3.4:80', 'for="[2001:db8::1]"', '999.999.999.999', ',,,,', 'unknown'],
  ),
)

const requestPath = fc.oneof(
  fc.constantFrom(
    ...[
      '/',
      '//',
      '/api',
      '/api/',
      '/api//look',
      '/api/%00',
      '/%',
      '/%ff',
      '/..%2f..%2fetc/passwd',
      '/assets/../x',
    ],
    ...[
      '/approve?q=1',
      '/account/',
      '/healthz',
      '/readyz',
      '/assets/%2e%2e/%2e%2e/package.json',
      '/lost-passkey/x',
    ],
    ...[
      '/socket.io/',
      '/socket.io/?EIO=4&transport=polling',
      '/socket.io/?EIO=3&transport=websocket&sid=x',
      '*',
    ],
    ...[
      'http://evil.example/',
      '/api/__proto__',
      '/api/constructor',
      `/${'a'.repeat(9_000)}`,
      '/admin',
      '/metrics',
    ],
  ),
  hostileText.map((text) => `/${encodeURIComponent(Buffer.from(text).toString())}`),
  hostileText.map((text) => `/api/look?${encodeURIComponent(Buffer.from(text).toString())}`),
)

export const httpCases: fc.Arbitrary<HttpCase> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({ kind: fc.constant('message' as const), path, mutation, signedIn: fc.boolean() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('name' as const),
      path: fc.constantFrom<NamePath>('/api/sign-up/options', '/api/passkeys/rename'),
      name: fc.oneof(hostileText, fc.string({ unit: 'grapheme', minLength: 3, maxLength: 30 })),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('body' as const), path, type, body }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('header' as const), path, header, value: headerValue }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('request' as const),
      method: fc.constantFrom(
        'GET',
        'POST',
        'PUT',
        'DELETE',
        'HEAD',
        'OPTIONS',
        'TRACE',
        'PROPFIND',
        'CONNECT',
        'get',
        'X',
      ),
      path: requestPath,
    }),
  },
)
