import type { ClaimId } from '../../../../shared/ids.ts'
import type { ApprovingView } from '../../../../shared/pairing-view.ts'
import type { ApprovingCommands } from '../../../../shared/protocol.ts'
import type { QrCode } from '../../../../shared/qr.ts'
import { missingNeed } from '../../../needs/missing-need.ts'
import { get, post } from '../../../wire/http.ts'
import type { PageError, Result } from '../../../wire/page-error.ts'
import type { OpenWire } from '../../../wire/wire.ts'
import {
  type ApproveState,
  accountWaits,
  isFinished,
  LOADING,
  newestOf,
  type ShownClaim,
} from './approve-state.ts'
import { ApproveConnection } from './connection.ts'
import { keep, kept, type Receipt } from './kept.ts'
import type { ScannedCode } from './scanned-code.ts'

/** The server keeps receipts for 3 minutes. The page drops its own a little earlier. Milliseconds. */
const RECEIPT_LIVES_MS = 170_000

type Held = Exclude<keyof ApprovingCommands, 'claim'>
type HeldBody<Name extends Held> = Omit<ApprovingCommands[Name][0], 'claimId'>
type Shown = Omit<ShownClaim, 'wall'>

/** The approving device without its components: session, receipt, and the claim that it holds. */
export class ApprovingDevice {
  readonly #openWire: OpenWire<'/approve'>
  #connection: ApproveConnection | null = null
  #claimId: ClaimId | null
  /** The server has answered this page before. */
  #reached = false
  #timer: ReturnType<typeof setTimeout> | undefined
  #watched: Receipt | null = null
  #receiptTimer: ReturnType<typeof setTimeout> | undefined
  #state: ApproveState = LOADING
  #listener: (state: ApproveState) => void = () => {}

  constructor(openWire: OpenWire<'/approve'>, scanned: ScannedCode) {
    this.#openWire = openWire
    const { receipt, claimId } = kept()
    // A code that was just scanned starts something new.
    this.#claimId = scanned ? null : claimId
    const need = missingNeed()
    this.#change({ need, receipt: scanned ? null : receipt })
    if (need) return
    const looked = scanned ? this.#take(scanned) : Promise.resolve()
    void looked.then(() => this.loadSession())
    document.addEventListener('visibilitychange', () => document.hidden || this.#refresh())
    // Without an answer there is no socket that would come back by itself.
    addEventListener('online', () => this.#unanswered() && void this.loadSession())
  }

  get state(): ApproveState {
    return this.#state
  }

  /** Calls the listener at every change from now on. There is one listener, the page. */
  listen(listener: (state: ApproveState) => void): () => void {
    this.#listener = listener
    listener(this.#state)
    return () => {
      this.#listener = () => {}
    }
  }

  /** Exchanges a code for a receipt. It claims nothing. */
  async look({ pairingId, step, secret }: QrCode): Promise<void> {
    this.#tries()
    const until = Date.now() + RECEIPT_LIVES_MS
    const looked = await post('/api/look', { pairingId, step, secret })
    if (looked.ok)
      this.#change({ receipt: { text: looked.body.receipt, until }, refusal: null, scanOver: false })
    else this.#change({ receipt: null, refusal: looked.error, scanOver: false })
  }

  /** Drops what there was, for a code that was opened just now. */
  async beginWith(code: NonNullable<ScannedCode>): Promise<void> {
    if (this.#state.need) return
    this.leave()
    return this.#take(code)
  }

  /** What refused the last try is over with the next one, which may be refused in the same words. */
  #tries(byPin = false): void {
    this.#change({ refusal: null, byPin })
  }

  /** A damaged code need not be sent to the server. */
  async #take(code: NonNullable<ScannedCode>): Promise<void> {
    if (code === 'damaged') this.#change({ refusal: { code: 'code_invalid' }, byPin: false })
    else await this.look(code)
  }

  /** Asks who is signed in, and connects if someone is. */
  async loadSession(): Promise<void> {
    const session = await get('/api/session')
    this.#change({ session: session.ok ? session.body : session.error })
    if (session.ok && session.body.signedIn) this.#connect()
    else this.#disconnect()
  }

  /** Claims the pairing of the receipt or of a typed PIN. It is only called for a press. */
  async claim(code: { readonly receipt: string } | { readonly pin: string }): Promise<void> {
    if (!this.#connection) return
    this.#tries('pin' in code)
    this.#show(await this.#connection.send('claim', code))
  }

  /** Sends a command about the claim that is held. */
  async send<Name extends Held>(command: Name, body: HeldBody<Name>) {
    const held = { ...body, claimId: this.#claimId } as ApprovingCommands[Name][0]
    if (!this.#connection || !this.#claimId) return { ok: false, error: { code: 'claim_over' } } as const
    const answer = await this.#connection.send(command, held)
    if (!answer.ok) this.#held(answer.error)
    else if ('view' in answer.body) this.#show({ ok: true, body: answer.body as unknown as Shown })
    return answer
  }

  /** Goes back to the beginning, without a claim. */
  leave(): void {
    this.#claimId = null
    clearTimeout(this.#timer)
    this.#change({ claim: null, over: false, receipt: null, refusal: null, waits: null, scanOver: false })
  }

  #connect(): void {
    this.#connection ??= new ApproveConnection(this.#openWire, {
      up: () => {
        this.#reached = true
        this.#change({ link: 'live' })
        this.#refresh()
      },
      down: () => this.#down(),
      heard: {
        claim: (view) => this.#view(view),
        over: (claimId) => {
          if (claimId === this.#claimId) this.#over()
        },
        changed: () => void this.#hearOfAccount(),
        bye: (why) => {
          if (why === 'restarting') this.#change({ link: 'restarting' })
          if (why === 'session-ended') void this.loadSession()
        },
      },
      refused: (code) => {
        if (code === 'not_signed_in') void this.loadSession()
        else if (code === 'protocol_version') this.#change({ refusal: { code }, byPin: false })
        // It tries again by itself, and no box may stay when it is back.
        else if (code === 'store_away') this.#change({ link: 'store-away' })
        else this.#down()
      },
    })
  }

  #down(): void {
    if (!this.#connection || this.#state.link === 'restarting') return
    this.#change({ link: this.#reached ? 'away' : 'unreached' })
  }

  /** Nobody is signed in, so there need be no connection, and none is missed. */
  #disconnect(): void {
    const connection = this.#connection
    this.#connection = null
    connection?.close()
    this.#change({ link: 'live' })
  }

  /** News for every signed-in device. If it cannot be read, the screen stays as it is. */
  async #hearOfAccount(): Promise<void> {
    const session = await get('/api/session')
    if (session.ok) this.#change({ session: session.body })
  }

  /** Who is signed in could not be read. */
  #unanswered(): boolean {
    const { session } = this.#state
    return session !== null && 'code' in session
  }

  #refresh(): void {
    if (this.#claimId && this.#connection) void this.send('state', {})
  }

  #show(answer: Result<Shown>): void {
    if (!answer.ok) {
      const dead = answer.error.code === 'code_invalid' || answer.error.code === 'own_page'
      const waits = accountWaits(answer.error, Date.now())
      this.#change({ refusal: waits ? null : answer.error, waits, ...(dead && { receipt: null }) })
      this.#held(answer.error)
      return
    }
    const { passkeys } = answer.body
    const view = newestOf(answer.body.view, this.#state.claim?.view)
    this.#claimId = view.claimId
    this.#change({ claim: { view, passkeys, wall: Date.now() }, receipt: null, refusal: null })
    this.#lookAgainWhenOver(view.leftMs)
  }

  #view(view: ApprovingView): void {
    const { claim } = this.#state
    if (!claim || view.claimId !== this.#claimId || newestOf(view, claim.view) !== view) return
    this.#change({ claim: { ...claim, view, wall: Date.now() } })
    this.#lookAgainWhenOver(view.leftMs)
  }

  /** A claim can end by time alone, and nobody tells. */
  #lookAgainWhenOver(leftMs: number): void {
    clearTimeout(this.#timer)
    if (leftMs > 0) this.#timer = setTimeout(() => this.#refresh(), leftMs + 300)
  }

  #held(error: PageError): void {
    if (error.code === 'claim_over') this.#over()
    else if (error.code === 'view_changed' || error.code === 'not_now') this.#refresh()
    else if (error.code === 'not_signed_in') void this.loadSession()
  }

  #over(): void {
    this.#claimId = null
    // A claim that an earlier page kept and this one never showed ends without a message.
    this.#change(this.#state.claim ? { over: true } : {})
  }

  /**
   * Drops a receipt when it expires. If it expired while someone looked for a passkey, the server would refuse it as
   * if its code were invalid.
   */
  #watchReceipt(): void {
    const { receipt } = this.#state
    if (receipt === this.#watched) return
    this.#watched = receipt
    clearTimeout(this.#receiptTimer)
    if (!receipt) return
    const end = () => this.#change({ receipt: null, scanOver: true })
    this.#receiptTimer = setTimeout(end, receipt.until - Date.now())
  }

  #change(change: Partial<ApproveState>): void {
    this.#state = { ...this.#state, ...change }
    const { receipt, claim } = this.#state
    // If a finished claim were kept, the next visit of this tab would show it instead of the form for a code.
    this.#watchReceipt()
    keep({ receipt, claimId: claim && isFinished(claim) ? null : this.#claimId })
    this.#listener(this.#state)
  }
}
