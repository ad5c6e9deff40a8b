import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'

/**
 * What a hash costs: 16 MiB, and about 40 ms of one core. OWASP asks for five times the work for passwords that people
 * choose. A code has 80 random bits, so nobody can try them all however cheap a try is (NIST SP 800-63B-4, section
 * 3.1.2.2), and a dearer hash would only make it easier to keep the server busy.
 */
const COST = { logN: 14, r: 8, p: 1 } as const

const SALT_BYTES = 16
const HASH_BYTES = 32

/** Hashes a secret with a salt of its own. The text names the scheme and its cost. */
export async function hashSecret(secret: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const hash = await derive(secret, salt, COST)
  const { logN, r, p } = COST
  return `$scrypt$ln=${logN},r=${r},p=${p}$${salt.toString('base64url')}$${hash.toString('base64url')}`
}

/**
 * Whether the secret is the hashed one. Without a hash it does the same work, and the answer is no. Throws if the text
 * is no hash of ours.
 */
export async function isSecret(secret: string, hashed: string | null): Promise<boolean> {
  const { salt, hash, cost } = hashed === null ? nothing() : parse(hashed)
  const same = timingSafeEqual(await derive(secret, salt, cost), hash)
  return same && hashed !== null // [B6]
}

type Cost = { readonly logN: number; readonly r: number; readonly p: number }

function nothing() {
  return { salt: randomBytes(SALT_BYTES), hash: randomBytes(HASH_BYTES), cost: COST }
}

const FORM = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/

function parse(hashed: string) {
  const [, logN, r, p, salt, hash] = FORM.exec(hashed) ?? []
  if (!salt || !hash) throw new Error('A stored backup code has no hash of ours.')
  const cost: Cost = { logN: Number(logN), r: Number(r), p: Number(p) }
  return { salt: Buffer.from(salt, 'base64url'), hash: Buffer.from(hash, 'base64url'), cost }
}

function derive(secret: string, salt: Buffer, { logN, r, p }: Cost): Promise<Buffer> {
  const N = 2 ** logN
  // Twice what it needs: OpenSSL counts a little more than 128 * N * r.
  const options: ScryptOptions = { N, r, p, maxmem: 256 * N * r }
  return new Promise((resolve, reject) =>
    scrypt(secret, salt, HASH_BYTES, options, (error, hash) => (error ? reject(error) : resolve(hash))),
  )
}
