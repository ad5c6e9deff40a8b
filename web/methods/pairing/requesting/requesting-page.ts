import { NAME_REFUSALS } from '../../../../shared/errors.ts'
import type { RequestingView } from '../../../../shared/pairing-view.ts'
import type { Purpose } from '../../../../shared/recovery.ts'
import { missingNeed } from '../../../needs/missing-need.ts'
import type { PageError, Result } from '../../../wire/page-error.ts'
import { makePageKey, type PageKeyPair } from '../../../wire/page-key.ts'
import type { OpenWire } from '../../../wire/wire.ts'
import { type ConnectionEvents, LostConnection } from './connection.ts'
import { keepName, keptName } from './kept-name.ts'
import { keepByPin } from './kept-way.ts'
import { changed, movesOn, type PageChange, type PageState, type Reopened, STARTING } from './page-state.ts'
import { Renewal } from './renewal.ts'

type Send = LostConnection['send']

/** How long a PIN is valid; the same as on the server. Milliseconds. */
export const PIN_LIVES_MS = 5 * 60_000

/** The requesting page without its components: one opening after another, and the state of the present one. */
export class RequestingPage {
  readonly purpose: Purpose
  readonly #openWire: OpenWire<'/lost'>
  #connection: LostConnection | null = null
  #renewal: Renewal | null = null
  #openings = 0
  #turningAway = false
  #timer: ReturnType<typeof setTimeout> | undefined
  #state: PageState = STARTING
  #listener: (state: PageState) => void = () => {}
  readonly #events: ConnectionEvents = {
    view: (view) => this.#view(view),
    link: (link) => this.#change({ type: 'link', link }),
    refused: (error) => this.#refused(error),
    over: () => this.#lost(),
  }

  constructor(purpose: Purpose, openWire: OpenWire<'/lost'>) {
    this.purpose = purpose
    this.#openWire = openWire
    // After a sleep, a page may have wrong clocks and an old view.
    document.addEventListener('visibilitychange', () => document.hidden || this.#seenAgain())
    const name = keptName()
    void this.#open(name, name === null ? null : 'reloaded')
  }

  get state(): PageState {
    return this.#state
  }

  /** Calls the listener at every change from now on. There is one listener, the page. */
  listen(listener: (state: PageState) => void): () => void {
    this.#listener = listener
    listener(this.#state)
    return () => {
      this.#listener = () => {}
    }
  }

  /** Starts a new opening: new key, new codes, the QR code first. With a name, it is for that account only. */
  startAgain(name: string | null): void {
    keepName(name)
    keepByPin(false)
    void this.#open(name, null, this.#state.refusal !== null)
  }

  /**
   * Asks for a new request with codes that live for their full time. The old one works until the new one is there,
   * and stays if it is refused.
   */
  async begin(): Promise<Result<null>> {
    const name = this.#state.received?.view.typedName ?? keptName()
    const key = await makePageKey()
    this.#renewal?.drop()
    // It was used meanwhile, or is over: then there is nothing to renew.
    if (this.#state.received?.view.state !== 'open') return { ok: true, body: null }
    const connect = (events: ConnectionEvents) => this.#connect(key, name, events)
    this.#renewal = new Renewal(connect, this.#events, (connection) => this.#takeOver(connection))
    return this.#renewal.answer
  }

  /** Makes a PIN that lives for its full time. If the request does not live that long, it makes a new request. */
  async renewPin(requestLeftMs: number): Promise<Result<unknown>> {
    return requestLeftMs >= PIN_LIVES_MS ? this.send('new-code', {}) : this.begin()
  }

  /** Sends a command. After a refusal it asks for the view, because the refusal may have changed it. */
  send: Send = async (command, body) => {
    // Using the request shows that it is still wanted.
    if (command !== 'state') this.#stopRenewing()
    const connection = this.#connection
    if (!connection) return { ok: false, error: { code: 'pairing_over' } }
    const answer = await connection.send(command, body)
    if (!answer.ok && command !== 'state') this.refresh()
    return answer
  }

  /** Turns away the device that holds the code, and gets a new code. */
  async turnAway() {
    this.#turningAway = true
    const answer = await this.send('new-code', {})
    this.#turningAway = false
    return answer
  }

  /** Asks for the present view. */
  refresh(): void {
    void this.#connection?.send('state', {})
  }

  /** A page that had to wait, and slept longer, tries at once. */
  #seenAgain(): void {
    const { received, refusal, reopened } = this.#state
    if (received) this.refresh()
    else if (refusal?.until && Date.now() >= refusal.until) void this.#open(keptName(), reopened, true)
  }

  async #open(name: string | null, reopened: Reopened | null, quietly = false): Promise<void> {
    this.#stopRenewing()
    this.#connection?.close()
    this.#openings += 1
    const opening = this.#openings
    this.#change({ type: 'opening', reopened, quietly })
    const need = missingNeed()
    if (need) return this.#change({ type: 'cannot', need })
    const key = await makePageKey()
    if (this.#openings !== opening) return
    this.#connection = this.#connect(key, name, this.#events)
  }

  #connect(key: PageKeyPair, name: string | null, events: ConnectionEvents): LostConnection {
    return new LostConnection({
      openWire: this.#openWire,
      key,
      origin: location.origin,
      opening: { purpose: this.purpose, ...(name === null ? {} : { name }) },
      events,
    })
  }

  #takeOver(connection: LostConnection): void {
    this.#renewal = null
    this.#connection?.close()
    this.#connection = connection
    this.#change({ type: 'opening', reopened: null, quietly: false })
  }

  #stopRenewing(): void {
    this.#renewal?.drop()
    this.#renewal = null
  }

  #view(view: RequestingView): void {
    // The server ends an older request of the browser when it opens the newer one, and says so before it answers.
    if (this.#renewal && view.endCause === 'replaced-by-newer') {
      this.#renewal.takeOver()
      return
    }
    if (view.state !== 'open' && view.endCause === null) this.#stopRenewing() // [P139]
    if (view.state === 'registered' || view.state === 'done') {
      keepName(null)
      keepByPin(false)
    }
    const turnedAway = this.#turningAway
    this.#change({ type: 'view', view, at: performance.now(), wall: Date.now(), turnedAway })
    clearTimeout(this.#timer)
    const reopened = movesOn(view)
    if (reopened) void this.#open(keptName(), reopened, true)
    // A pairing can change by time alone, and nobody tells.
    else if (view.leftMs > 0) this.#timer = setTimeout(() => this.refresh(), view.leftMs + 300)
  }

  #refused(error: PageError): void {
    if (Object.hasOwn(NAME_REFUSALS, error.code)) keepName(null)
    this.#change({ type: 'refused', error, wall: Date.now() })
  }

  /** Something that has ended or is stored stays on the screen. Anything before that starts again by itself. */
  #lost(): void {
    const state = this.#state.received?.view.state
    const unfinished = state === 'open' || state === 'claimed' || state === 'matched' || state === 'approved'
    if (unfinished) void this.#open(keptName(), 'dropped')
  }

  #change(change: PageChange): void {
    this.#state = changed(this.#state, change)
    this.#listener(this.#state)
  }
}
