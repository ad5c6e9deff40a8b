import { io, type Socket } from 'socket.io-client'
import type { AdminBackground, AdminFigures } from '../../shared/admin.ts'
import type { AdminPosts } from '../../shared/admin-posts.ts'
import type { Asserted } from '../../shared/api.ts'
import type { WireError } from '../../shared/errors.ts'
import { PROTOCOL_VERSION } from '../../shared/protocol.ts'
import type { StepUpAction } from '../../shared/step-up.ts'
import { closedByServer } from './closed-by-server.ts'
import type { PasskeyDevice } from './passkey-device.ts'
import { wayIn } from './way-in.ts'

/** `/admin` in a signed-in browser, without the browser. */
export class AdminConsole {
  readonly device: PasskeyDevice
  readonly figures: AdminFigures[] = []
  readonly backgrounds: AdminBackground[] = []
  /** Every message that reached this console, as it crossed the wire. */
  readonly frames: string[] = []
  socket!: Socket
  bye: string | null = null

  constructor(device: PasskeyDevice) {
    this.device = device
  }

  /** Opens the console by a step-up; the code of the refusal, or null. */
  async enter(stepUp?: Asserted): Promise<string | null> {
    const asserted = stepUp ?? (await this.device.stepUp({ do: 'enter-admin' }))
    return this.#post('/api/admin/enter', { stepUp: asserted })
  }

  /** Releases a lock; the code of the refusal, or null. */
  async release(
    lockId: string,
    reason: string,
    action: StepUpAction = { do: 'release-lock', lockId },
    asserted?: Asserted,
  ): Promise<string | null> {
    const stepUp = asserted ?? (await this.device.stepUp(action))
    return this.#post('/api/admin/locks/release', { lockId, reason, stepUp })
  }

  /** Has a dead event sent again, or all (null); the code of the refusal, or null. */
  async replay(
    eventId: string | null,
    action: StepUpAction = { do: 'replay-event', eventId },
    asserted?: Asserted,
  ): Promise<string | null> {
    const stepUp = asserted ?? (await this.device.stepUp(action))
    return this.#post('/api/admin/events/replay', { eventId, stepUp })
  }

  /** Says that an alarm was seen; the code of the refusal, or null. */
  async acknowledge(alarmId: string): Promise<string | null> {
    return this.#post('/api/admin/alarms/acknowledge', { alarmId })
  }

  /** Connects to a node; rejects with the server's word. */
  async watch(url = this.device.url, origin = this.device.origin): Promise<this> {
    const { headers, cookie, address } = this.device
    this.bye = null
    this.socket = io(`${url}/admin`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth: { v: PROTOCOL_VERSION },
      extraHeaders: { ...headers, origin, ...(cookie && { cookie }) },
      ...wayIn(url, address).from,
    })
    this.socket.io.engine.on('message', (frame: string) => this.frames.push(frame))
    this.socket.on('figures', (figures: AdminFigures) => this.figures.push(figures))
    this.socket.on('background', (background: AdminBackground) => this.backgrounds.push(background))
    this.socket.on('bye', (why: string) => {
      this.bye = why
    })
    await new Promise<void>((resolve, reject) => {
      this.socket.once('connect', resolve)
      this.socket.once('connect_error', reject)
    })
    return this
  }

  /** The server's word when it refuses the connection, or null when it does not. */
  async refusedBy(url?: string): Promise<string | null> {
    return this.watch(url).then(
      () => null,
      (error: Error) => error.message,
    )
  }

  /** Resolves with the first figures, the newest or those to come, that satisfy the wish. */
  async until(wish: (figures: AdminFigures) => boolean, withinMs = 10_000): Promise<AdminFigures> {
    const newest = this.figures.at(-1)
    if (newest && wish(newest)) return newest
    return new Promise((resolve, reject) => {
      const late = () => {
        const { alarms, minutes, locks } = this.figures.at(-1) ?? {}
        reject(new Error(`No such figures came; last: ${JSON.stringify({ alarms, minutes, locks })}`))
      }
      const timer = setTimeout(late, withinMs)
      const look = (figures: AdminFigures) => {
        if (!wish(figures)) return
        clearTimeout(timer)
        this.socket.off('figures', look)
        resolve(figures)
      }
      this.socket.on('figures', look)
    })
  }

  /** Resolves with the next figures that come. */
  next(): Promise<AdminFigures> {
    this.figures.length = 0
    return this.until(() => true)
  }

  /** Resolves when the server has closed this connection. */
  closed(): Promise<void> {
    return closedByServer(this.socket)
  }

  close(): void {
    this.socket?.disconnect()
  }

  async #post<Path extends keyof AdminPosts>(path: Path, body: AdminPosts[Path][0]): Promise<string | null> {
    const { error } = (await this.device.post(path as never, body as never)) as { error: WireError | null }
    return error?.code ?? null
  }
}
