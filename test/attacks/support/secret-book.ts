/** What a secret is; some places may hold some kinds, and those are named one by one. */
export type SecretKind =
  | 'nonce'
  | 'seed'
  | 'QR secret'
  | 'PIN'
  | 'return PIN'
  | 'receipt'
  | 'challenge'
  | 'session token'
  | 'browser cookie'
  | 'server secret'
  | 'address'

export interface Secret {
  readonly kind: SecretKind
  readonly value: string
}

export interface Leak {
  readonly place: string
  readonly kind: SecretKind
  /** What was found, with a little of what stood around it. */
  readonly excerpt: string
}

/** All secrets that devices saw or sent in a run, as they came by. */
export class SecretBook {
  readonly #known = new Map<string, SecretKind>()

  add(kind: SecretKind, value: string | null | undefined): void {
    if (value) this.#known.set(value, kind)
  }

  /** Takes every secret out of a message, whichever way it went. */
  addFrom(message: unknown): void {
    if (typeof message !== 'object' || message === null) return
    for (const [name, value] of Object.entries(message)) {
      const kind = KIND_OF_FIELD[name]
      if (kind && typeof value === 'string')
        this.add(kind === 'PIN' && /^\d{7}$/.test(value) ? 'return PIN' : kind, value)
      else this.addFrom(value)
    }
  }

  get all(): readonly Secret[] {
    return [...this.#known].map(([value, kind]) => ({ kind, value }))
  }
}

const KIND_OF_FIELD: Readonly<Record<string, SecretKind>> = {
  nonce: 'nonce',
  seed: 'seed',
  secret: 'QR secret',
  pin: 'PIN',
  receipt: 'receipt',
  challenge: 'challenge',
}

/** Where the texts of some places hold a secret in any of its spellings. */
export function findLeaks(places: ReadonlyMap<string, string>, secrets: readonly Secret[]): Leak[] {
  const spelled = secrets.flatMap(({ kind, value }) => spellings(kind, value).map((text) => ({ kind, text })))
  return [...places].flatMap(([place, content]) => {
    const folded = content.toLowerCase()
    return spelled.flatMap(({ kind, text }) => {
      const at = indexOf(folded, text.toLowerCase())
      return at === -1
        ? []
        : [{ place, kind, excerpt: content.slice(Math.max(0, at - 60), at + text.length + 20) }]
    })
  })
}

/** The ways in which a secret might be written: as it is, grouped, in hex, in both kinds of base64, in a URL. */
export function spellings(kind: SecretKind, value: string): string[] {
  if (kind === 'address') return [value]
  if (kind === 'PIN' || kind === 'return PIN') {
    const bare = value.replaceAll(/[- ]/g, '')
    const half = kind === 'PIN' ? 4 : 3
    return [bare, `${bare.slice(0, half)}-${bare.slice(half)}`, `${bare.slice(0, half)} ${bare.slice(half)}`]
  }
  const bytes = kind === 'server secret' ? Buffer.from(value) : Buffer.from(value, 'base64url')
  const written = [
    value,
    encodeURIComponent(value),
    bytes.toString('base64url'),
    bytes.toString('base64').replace(/=+$/, ''),
  ]
  return [...new Set([...written, bytes.toString('hex')])]
}

/** What is short may stand inside of something longer by chance, as seven digits do in a time of thirteen. */
function indexOf(content: string, text: string): number {
  if (text.length > 16) return content.indexOf(text)
  const escaped = text.replaceAll(/[.]/g, '\\.')
  return content.search(new RegExp(`(?<![a-z0-9_.-])${escaped}(?![a-z0-9_-]|\\.\\d)`))
}
