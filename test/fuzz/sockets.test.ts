import type { SignedCommand } from '../../shared/page-signature.ts'
import { newCommandId, type PageDevice } from '../support/page-device.ts'
import type { SignedInDevice } from '../support/signed-in-device.ts'
import type { Site } from '../support/sites.ts'
import { describeFuzz } from './support/fuzzed-sites.ts'
import { expectHeard, expectOrderly, expectRecovery, expectUnharmed, type Heard } from './support/health.ts'
import { mutate } from './support/mutation.ts'
import { FUZZ_TIMEOUT_MS, fuzz, type Lane } from './support/run.ts'
import { type SocketCase, socketCases, type Way } from './support/socket-cases.ts'
import {
  approvalMessageOf,
  bodyOf,
  isSigned,
  type LostCommand,
  messageOf,
} from './support/socket-messages.ts'
import {
  newAccount,
  openScene,
  receiptOf,
  type SceneState,
  type SocketScene,
  sendAnything,
  signedText,
} from './support/socket-scene.ts'

const heard: Heard = new Map()

describeFuzz('hostile socket messages', 'embedded', (site) => {
  it('leave both nodes as they were: no crash, no fault of ours, an answer to each', async function () {
    this.timeout(FUZZ_TIMEOUT_MS)
    heard.clear()
    await fuzz({
      what: 'socket messages',
      full: 14_000,
      quick: 400,
      cases: socketCases,
      always: [
        { side: 'word', state: 'open', word: 'name for a PIN', text: 'x'.repeat(200) },
        { side: 'word', state: 'open', word: 'name for a PIN', text: 'a\u0000b' },
      ],
      openLane: () => openLane(site),
    })
    expectHeard(heard, [
      'ok',
      'bad_request',
      'signature_invalid',
      'not_now',
      'code_invalid',
      'claim_over',
      'name_too_long',
      'name_unusable_characters',
    ])
    expectUnharmed(site)
    await expectRecovery(site)
  })
})

async function openLane(site: Site): Promise<Lane<SocketCase>> {
  const scenes = new Map<SceneState, SocketScene>()

  async function sceneFor(one: SocketCase): Promise<SocketScene> {
    const known = scenes.get(one.state)
    const side = sideOf(one)
    if (known && known.left[side] > 0 && known[side].socket.connected) return known
    known?.close()
    const scene = await openScene(site, await newAccount(site), one.state)
    scenes.set(one.state, scene)
    return scene
  }

  return {
    async play(one) {
      const scene = await sceneFor(one)
      scene.left[sideOf(one)] -= 1
      await playOn(scene, one)
    },
    close() {
      for (const scene of scenes.values()) scene.close()
    },
  }
}

async function playOn(scene: SocketScene, one: SocketCase): Promise<void> {
  const { page, approver } = scene
  if (one.side === 'approver') {
    const good = approvalMessageOf(one.command, scene, one.command === 'claim' ? await receiptOf(scene) : '')
    return ask(approver, one.command, mutate(good, one.mutation), one.way)
  }
  if (one.side === 'word') return sayWord(scene, one)
  if (one.side === 'frame') return sendFrame(scene, one.frame, one.binary)
  if (one.side === 'event') return ask(page, one.event || 'nothing', one.by, 'asked')
  const text = one.side === 'page text' ? one.text : undefined
  return ask(
    page,
    one.command,
    messageFor(page, one.command, one, text),
    one.side === 'page' ? one.way : 'asked',
  )
}

function sideOf(one: SocketCase): 'page' | 'approver' {
  const byApprover = one.side === 'approver' || (one.side === 'word' && ['PIN', 'receipt'].includes(one.word))
  return byApprover ? 'approver' : 'page'
}

async function sayWord(
  scene: SocketScene,
  { word, text }: Extract<SocketCase, { side: 'word' }>,
): Promise<void> {
  const { page, approver } = scene
  const id = newCommandId()
  if (word === 'PIN') return ask(approver, 'claim', { id, pin: text.slice(0, 64) }, 'asked')
  if (word === 'receipt') return ask(approver, 'claim', { id, receipt: text.slice(0, 200) }, 'asked')
  if (word === 'name for a PIN') return ask(page, 'pin', { id, name: text.slice(0, 200) }, 'asked')
  const [command, body] = {
    'name at opening': ['open', { ...(bodyOf('open', page) as object), name: text.slice(0, 200) }],
    'return PIN': ['return-pin', { pin: text.slice(0, 32) }],
    transport: ['register', { ...(bodyOf('register', page) as object), transports: [text.slice(0, 20)] }],
  }[word] as [SignedCommand, object]
  return ask(page, command, signedText(page, command, JSON.stringify(body)), 'asked')
}

function messageFor(
  page: PageDevice,
  command: LostCommand,
  one: Extract<SocketCase, { command: LostCommand }>,
  text: string | undefined,
): unknown {
  const change = one.side === 'page' ? one.mutation : ({ do: 'nothing' } as const)
  if (!isSigned(command)) return mutate(messageOf(command as 'state' | 'pin' | 'cancel'), change)
  const inside = one.side === 'page' && one.inside
  const body = text ?? JSON.stringify(inside ? mutate(bodyOf(command, page), change) : bodyOf(command, page))
  const message = signedText(page, command, body ?? '')
  return inside ? message : mutate(message, change)
}

async function ask(
  device: PageDevice | SignedInDevice,
  event: string,
  payload: unknown,
  way: Way,
): Promise<void> {
  // The client itself keeps its reserved words from being sent.
  if (
    ['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener'].includes(
      event,
    )
  )
    return
  const args: Record<Way, unknown[]> = {
    asked: [payload],
    'no acknowledgement': [payload],
    'two payloads': [payload, payload],
    'no payload': [],
    'acknowledgement that is none': [payload, 'ack'],
  }
  const acked = way === 'asked' || way === 'two payloads' || way === 'no payload'
  const sent = await sendAnything(device.socket, event, args[way], acked)
  if (sent === 'closed') return void heard.set('closed', (heard.get('closed') ?? 0) + 1)
  expectOrderly(sent.answer, heard)
  const nonce = (sent.answer as { nonce?: string }).nonce
  if (nonce && 'nonce' in device) device.nonce = nonce
}

/** Whatever it was, the connection answers or is closed. */
async function sendFrame({ page }: SocketScene, frame: string, binary: boolean): Promise<void> {
  page.socket.io.engine.write(binary ? Buffer.from(frame) : frame)
  await ask(page, 'state', messageOf('state'), 'asked')
}
