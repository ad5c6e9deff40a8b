import { NAME_REFUSALS } from '../../../../shared/errors.ts'
import type { RequestingView } from '../../../../shared/pairing-view.ts'
import type { Purpose } from '../../../../shared/recovery.ts'
import { missingNeed } from '../../../needs/missing-need.ts'
import type { PageError, Result } from '../../../wire/page-error.ts'
import type { OpenWire } from '../../../wire/wire.ts'
import { type ConnectionEvents, LostConnection } from './connection.ts'
import { keepName, keptName } from './kept-name.ts'
import { keepByPin } from './kept-way.ts'
import { makePageKey, type PageKeyPair } from './page-key.ts'
import { changed, movesOn, type PageChange, type PageState, type Reopened, STARTING } from './page-state.ts'
import { Renewal } from './renewal.ts'

type Send = LostConnection['send']

/** As the server has it. */
export const PIN_LIVES_MS = 5 * 60_000

/** The requesting page without its looks: one opening after another, and what is known of the present one. */
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
    // A page that was shown again after a sleep may have wrong clocks and an old view.
    document.addEventListener('visibilitychange', () => document.hidden || this.#seenAgain())
    const name = keptName()
    void this.#open(name, name === null ? null : 'reloaded')
  }

  get state(): PageState {
    return this.#state
  }

  /** Tells of every change from now on; one listener, the page. */
  listen(listener: (state: PageState) => void): () => void {
    this.#listener = listener
    listener(this.#state)
    return () => {
      this.#listener = () => {}
    }
  }

  /** A new opening: new key, new codes, the QR code first; with a name, for that account only. */
  startAgain(name: string | null): void {
    keepName(name)
    keepByPin(false)
    void this.#open(name, null, this.#state.refusal !== null)
  }

  /** A new request with codes that live in full. What there is works until it is there, or on if it is refused. */
  async begin(): Promise<Result<null>> {
    const name = this.#state.received?.view.typedName ?? keptName()
    const key = await makePageKey()
    this.#renewal?.drop()
    // Used meanwhile, or over: then there is nothing to renew.
    if (this.#state.received?.view.state !== 'open') return { ok: true, body: null }
    const connect = (events: ConnectionEvents) => this.#connect(key, name, events)
    this.#renewal = new Renewal(connect, this.#events, (connection) => this.#takeOver(connection))
    return this.#renewal.answer
  }

  /** A PIN that lives in full: where the request does not live that long any more, by a new one. */
  async renewPin(requestLeftMs: number): Promise<Result<unknown>> {
    return requestLeftMs >= PIN_LIVES_MS ? this.send('new-code', {}) : this.begin()
  }

  /** Sends a command. After a refusal the view is asked for, since the refusal may have changed it. */
  send: Send = async (command, body) => {
    // What is done with a request shows that it is wanted.
    if (command !== 'state') this.#stopRenewing()
    const connection = this.#connection
    if (!connection) return { ok: false, error: { code: 'pairing_over' } }
    const answer = await connection.send(command, body)
    if (!answer.ok && command !== 'state') this.refresh()
    return answer
  }

  /** Turns away whoever holds the code, for a new one. */
  async turnAway() {
    this.#turningAway = true
    const answer = await this.send('new-code', {})
    this.#turningAway = false
    return answer
  }

  /** Asks how things are now. */
  refresh(): void {
    void this.#connection?.send('state', {})
  }

  /** What had to wait, and slept past its time, tries at once. */
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
    // The server ends a browser's older request when it opens the newer one, and says so before it answers.
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
    // Time alone changes a pairing, and nobody tells.
    else if (view.leftMs > 0) this.#timer = setTimeout(() => this.refresh(), view.leftMs + 300)
  }

  #refused(error: PageError): void {
    if (NAME_REFUSALS.some((code) => code === error.code)) keepName(null)
    this.#change({ type: 'refused', error, wall: Date.now() })
  }

  /** What has ended or is stored stays on the screen; anything before that begins again by itself. */
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
