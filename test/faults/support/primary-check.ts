/** Lines for HAProxy: asks PostgreSQL itself, in its own protocol, whether it is the primary. */
export function primaryCheck(): string[] {
  const words = ['user', 'postgres', 'database', 'postgres', ''].map((word) => `${word}\0`).join('')
  const startup = Buffer.concat([number(196_608), Buffer.from(words)])
  const query = Buffer.from('select pg_is_in_recovery()\0')
  return [
    'option tcp-check',
    'tcp-check connect',
    `tcp-check send-binary ${hex(number(startup.length + 4), startup)}`,
    // A row of one column with one letter: f, for no.
    `tcp-check expect binary ${hex('Z')}`,
    `tcp-check send-binary ${hex('Q', number(query.length + 4), query)}`,
    `tcp-check expect binary ${hex('D', number(11), Buffer.from([0, 1]), number(1), 'f')}`,
  ]
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

function hex(...parts: readonly (string | Buffer)[]): string {
  return Buffer.concat(parts.map((part) => Buffer.from(part as string))).toString('hex')
}
