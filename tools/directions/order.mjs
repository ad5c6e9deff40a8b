/** Folders of `server/`, low to high: one uses those before it, and never one behind it. */
export const HOUSE = [
  ...[
    'errors',
    'settings',
    'secrets',
    'names',
    'warnings',
    'requests',
    'limits',
    'audit',
    'events',
    'outbox',
  ],
  ...['mail', 'site-events', 'passkeys', 'sessions', 'accounts', 'addresses', 'recovery', 'methods', 'admin'],
  ...[
    'stores',
    'transport',
    'pages',
    'method-settings.ts',
    'step-up-actions.ts',
    'host.ts',
    'method-list.ts',
    'rekey.ts',
    'standalone',
    'main.ts',
  ],
]

/** The features that the transports carry: they know none of them. */
export const CARRIED = ['accounts', 'addresses', 'recovery', 'methods', 'admin', 'stores']

/** Who knows a recovery method: the stores behind its ports, and the lists of all. */
export const KNOW_METHODS = [
  'stores',
  'method-settings.ts',
  'step-up-actions.ts',
  'method-list.ts',
  'rekey.ts',
]

/** Of `stores/`: none knows another. */
export const STORES = ['memory', 'redis', 'sql']

/**
 * Who uses a package; whoever stands behind `rekey.ts` uses any.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const PACKAGES = {
  express: ['transport', 'pages'],
  'socket.io': ['transport'],
  'engine.io': ['transport'],
  ioredis: ['stores/redis'],
  kysely: ['stores/sql'],
  libsql: ['stores/sql'],
  pg: ['stores/sql'],
  nodemailer: ['mail'],
  standardwebhooks: ['site-events'],
}

/** Parts of `web/`, low to high, and then the pages, of which none uses another. */
export const PARTS = [
  ...['wire', 'messages', 'ui', 'webauthn', 'qr-code', 'scanner', 'needs', 'new-passkey'],
  ...['slow-recovery', 'stop-changes', 'owner'],
]
export const PAGES = [
  'methods',
  'account',
  'sign-in',
  'sign-up',
  'home',
  'how-it-works',
  'pause-link',
  'admin',
]

/** The pages that show something of every recovery method, by a list. */
export const SHOW_METHODS = ['account']
