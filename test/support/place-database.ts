import ipaddr from 'ipaddr.js'

// A place database in MaxMind's own format, as small as a test needs it: the public specification of
// version 2.0, with records of 24 bits and without pointers.

export type Entry = string | number | readonly Entry[] | { readonly [key: string]: Entry }

/** A node of the search tree: what an address bit of 0 and of 1 leads to. */
type Node = [Branch, Branch]
type Branch = Node | { readonly dataAt: number } | null

const TYPES = { utf8: 2, double: 3, uint32: 6, map: 7, array: 11 } as const
const DATA_SEPARATOR = Buffer.alloc(16)
const METADATA_MARKER = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1')

/** How a file is broken inside, although it opens. */
export interface Damage {
  /** What its metadata say instead. */
  readonly metadata?: Readonly<Record<string, Entry>>
  readonly tree?: (tree: Buffer) => Buffer
  readonly data?: (data: Buffer) => Buffer
}

/** The file's bytes; each range of addresses (CIDR) has an entry, and no range lies within another one. */
export function placeDatabase(entries: Readonly<Record<string, Entry>>, damage: Damage = {}): Buffer {
  const root: Node = [null, null]
  const data: Buffer[] = []
  let dataLength = 0
  for (const [range, entry] of Object.entries(entries)) {
    insert(root, bitsOf(range), { dataAt: dataLength })
    const encoded = encode(entry)
    data.push(encoded)
    dataLength += encoded.length
  }
  const nodes = nodesOf(root)
  const metadata = {
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 1_700_000_000,
    database_type: 'Test-City',
    description: { en: 'Places of a test' },
    ip_version: 6,
    languages: ['en'],
    node_count: nodes.length,
    record_size: 24,
    ...damage.metadata,
  }
  const { tree = whole, data: harm = whole } = damage
  const parts = [tree(treeOf(nodes)), DATA_SEPARATOR, harm(Buffer.concat(data))]
  return Buffer.concat([...parts, METADATA_MARKER, encode(metadata)])
}

const whole = (bytes: Buffer) => bytes

/** IPv4 lies in the first 32 bits below ::/96. */
function bitsOf(range: string): string {
  const [address, prefix] = ipaddr.parseCIDR(range)
  const bits = address
    .toByteArray()
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('')
    .slice(0, prefix)
  return address.kind() === 'ipv4' ? '0'.repeat(96) + bits : bits
}

function insert(root: Node, bits: string, leaf: Exclude<Branch, Node | null>): void {
  let node = root
  for (const bit of bits.slice(0, -1)) {
    const next = node[Number(bit) as 0 | 1] ?? [null, null]
    if (!Array.isArray(next)) throw new Error('A range lies within another one.')
    node[Number(bit) as 0 | 1] = next
    node = next
  }
  node[Number(bits.at(-1)) as 0 | 1] = leaf
}

function nodesOf(root: Node): readonly Node[] {
  const nodes = [root]
  for (const node of nodes) nodes.push(...node.filter((branch): branch is Node => Array.isArray(branch)))
  return nodes
}

function treeOf(nodes: readonly Node[]): Buffer {
  const place = new Map(nodes.map((node, at) => [node, at]))
  const record = (branch: Branch) => {
    if (branch === null) return nodes.length
    if (Array.isArray(branch)) return place.get(branch) as number
    return nodes.length + DATA_SEPARATOR.length + branch.dataAt
  }
  const tree = Buffer.alloc(nodes.length * 6)
  for (const [at, [left, right]] of nodes.entries()) {
    tree.writeUIntBE(record(left), at * 6, 3)
    tree.writeUIntBE(record(right), at * 6 + 3, 3)
  }
  return tree
}

function encode(entry: Entry): Buffer {
  if (typeof entry === 'string') {
    const text = Buffer.from(entry)
    return Buffer.concat([control(TYPES.utf8, text.length), text])
  }
  if (typeof entry === 'number') return encodeNumber(entry)
  if (isList(entry)) return Buffer.concat([control(TYPES.array, entry.length), ...entry.map(encode)])
  const pairs = Object.entries(entry)
  return Buffer.concat([control(TYPES.map, pairs.length), ...pairs.flat().map((part) => encode(part))])
}

function encodeNumber(number: number): Buffer {
  const whole = Number.isInteger(number) && number >= 0
  const bytes = Buffer.alloc(whole ? 4 : 8)
  if (whole) bytes.writeUInt32BE(number)
  else bytes.writeDoubleBE(number)
  return Buffer.concat([control(whole ? TYPES.uint32 : TYPES.double, bytes.length), bytes])
}

/** Type and size; a size of 29 and more takes a second byte, as does a type above 7. */
function control(type: number, size: number): Buffer {
  if (size >= 285) throw new Error('Longer than these tests need.')
  const short = Math.min(size, 29)
  const more = size < 29 ? [] : [size - 29]
  return type <= 7 ? Buffer.of((type << 5) | short, ...more) : Buffer.of(short, type - 7, ...more)
}

function isList(entry: Exclude<Entry, string | number>): entry is readonly Entry[] {
  return Array.isArray(entry)
}

/** An entry as such files have it. */
export function cityEntry(
  city: string | null,
  country: readonly [code: string, name: string],
  at?: readonly [latitude: number, longitude: number, accuracyKm: number],
): Entry {
  const [iso_code, name] = country
  return {
    ...(city !== null && { city: { names: { en: city, fr: `${city} (fr)` } } }),
    country: { iso_code, names: { en: name } },
    ...(at && { location: { latitude: at[0], longitude: at[1], accuracy_radius: at[2] } }),
  }
}
