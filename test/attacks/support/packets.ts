import { newCommandId } from '../../support/page-device.ts'
import { frame, OPCODE, textFrame } from '../../support/raw-socket.ts'

/** Makes the nth packet of a flood on a connection that has entered this namespace. */
export type MakePacket = (n: number, namespace: string) => Uint8Array

const LONG = 'x'.repeat(7_900)
const OTHERS = ['/lost', '/approve', '/account', '/admin']

const id = newCommandId()

/** Takes turns among them. */
function turns(...texts: ((namespace: string, n: number) => string)[]): MakePacket {
  return (n, namespace) => textFrame(texts[n % texts.length]?.(namespace, n) ?? '')
}

/** How many are sent in one tick, below a flood: entering was a packet too. */
export const FIRST_BATCH = 24
export const NEXT_BATCH = 9

/** Sent on connections that have not entered yet: often in one tick, then out, and again. */
export const BEFORE_ENTERING = 'Socket.IO 0, before it is in'

/** What the two protocols know, each type in the shapes that cost most. */
export const HOSTILE_PACKETS: Readonly<Record<string, MakePacket>> = {
  [BEFORE_ENTERING]: (n, own) => {
    const batch = n < FIRST_BATCH ? 0 : 1 + Math.floor((n - FIRST_BATCH) / NEXT_BATCH)
    // Short, for what does not fit into one read does not come in one tick.
    return textFrame(batch % 2 === 0 ? `40${own},{"v":1}` : `41${own},`)
  },
  'Socket.IO 0, the same namespace': turns(
    (own) => `40${own},{"v":1}`,
    (own) => `40${own},{"v":1,"more":"${LONG}"}`,
  ),
  'Socket.IO 0, other namespaces': turns((_own, n) => `40${OTHERS[n % 4]},{"v":1}`),
  'Socket.IO 0, unknown namespaces': turns(
    (_own, n) => `40/${n}${LONG},`,
    (own, n) => `40${own}?${n},{"v":1}`,
    () => '40',
  ),
  'Socket.IO 1, and in again': turns(
    (own) => `41${own},`,
    (own) => `40${own},{"v":1}`,
  ),
  'Socket.IO 1, of others': turns((_own, n) => `41${OTHERS[n % 4]},`),
  'Socket.IO 2': turns(
    (own, n) => `42${own},${n}["state",{"id":"${id}"}]`,
    (own, n) => `42${own},${n}["state",{"id":"${LONG}"}]`,
    (own, n) => `42${own},${n}["claim",{"id":"${id}","pin":"ABCD-EFGH"}]`,
  ),
  'Socket.IO 2, unknown': turns((own, n) => `42${own},["${n}${LONG}"]`),
  'Socket.IO 2, of others': turns((_own, n) => `42${OTHERS[n % 4]},${n}["state",{"id":"${id}"}]`),
  'Socket.IO 3': turns((own, n) => `43${own},${n}["${LONG}"]`),
  'Socket.IO 4': turns((own) => `44${own},{"message":"${LONG}"}`),
  'Socket.IO 5': turns((own) => `51-${own},["state",{"_placeholder":true,"num":0},"${LONG}"]`),
  'Socket.IO 6': turns((own, n) => `61-${own},${n}[{"_placeholder":true,"num":0},"${LONG}"]`),
  'Socket.IO 7': turns((own) => `47${own},{}`),
  'Engine.IO 0': turns(() => `0{"sid":"${LONG}"}`),
  'Engine.IO 1': turns(() => '1'),
  'Engine.IO 2': turns(() => `2${LONG}`),
  'Engine.IO 3': turns(() => `3${LONG}`),
  'Engine.IO 4, of bytes': () => frame(LONG, { opcode: OPCODE.binary }),
  'Engine.IO 5': turns(() => '5'),
  'Engine.IO 6': turns(() => `6${LONG}`),
  'WebSocket pings': () => frame(Buffer.alloc(125), { opcode: OPCODE.ping }),
  'WebSocket pongs': () => frame(Buffer.alloc(125), { opcode: OPCODE.pong }),
  'WebSocket pieces': () => frame('x', { opcode: OPCODE.more, last: false }),
}
