import type { AllPosts } from '../../shared/all-posts.ts'
import type { Attested, CreationOffer } from '../../shared/api.ts'
import type { RecoveryId } from '../../shared/ids.ts'
import type { RetireChoice } from '../../shared/recovery.ts'
import type { KeptByPage, ProofPath, SignedPath, SlowRecoveryView } from '../../shared/slow-recovery.ts'
import { missingNeed } from '../needs/missing-need.ts'
import { isPerhapsDone, type PageError, type Result } from '../wire/page-error.ts'
import { pageKeyOf } from '../wire/page-key.ts'
import { forgetRecovery, type KeptRecovery, keepRecovery, keptAlready, keptOrNew } from './kept-recovery.ts'
import { LOADING, type SlowPageState } from './page-state.ts'
import { createSignedPosts, type SignedPosts } from './signed-posts.ts'
import { isGone, nextLookMs, nextTryMs, troubleOf } from './when-to-look.ts'

/** The posts by which methods are asked for what a proof needs, such as a mail, and for what was asked before. */
export type AskPath = Extract<SignedPath, `${string}/${'ask' | 'look'}`>

/** A page key that the browser keeps, and the posts that it signs. */
interface Signer {
  readonly kept: KeptRecovery
  readonly send: SignedPosts
}

/**
 * The page of a slow recovery without its components: the one that this browser keeps, and how far it is. It looks
 * again by itself while somebody can see it.
 */
export class SlowRecoveryPage {
  #signer: Signer | null = null
  /** Counts looks, and answers that are newer than any look before them: of looks, only the newest says something. */
  #newest = 0
  /** Looks that showed nothing new, and tries that failed, since something last changed. */
  #looks = 0
  #tries = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #state: SlowPageState = LOADING
  #listener: (state: SlowPageState) => void = () => {}

  constructor() {
    document.addEventListener('visibilitychange', () => this.#seenAgain())
    addEventListener('online', () => this.#seenAgain())
    void this.#begin()
  }

  get state(): SlowPageState {
    return this.#state
  }

  /** Calls the listener at every change from now on. There is one listener, the page. */
  listen(listener: (state: SlowPageState) => void): () => void {
    this.#listener = listener
    listener(this.#state)
    return () => {
      this.#listener = () => {}
    }
  }

  /** Gives a proof. If it is taken, the page shows what it led to. */
  async prove(path: ProofPath, body: object): Promise<Result<SlowRecoveryView>> {
    await this.#catchUp()
    const signer = this.#signer
    // A good proof of another account would take this page away from what it keeps.
    const kept = signer?.kept.recoveryId
    const beside: KeptByPage = kept ? { recoveryId: kept } : {}
    const answer = await this.#send(path, { ...body, ...beside })
    if (answer.ok && this.#signer?.send === signer?.send) {
      this.#newest += 1
      this.#show(answer.body)
    }
    // It may have been taken all the same.
    if (!answer.ok && isPerhapsDone(answer.error)) void this.look()
    return answer
  }

  /** Asks for what a proof needs. That changes nothing about the recovery. */
  ask<Path extends AskPath>(path: Path, body: object): Promise<Result<AllPosts[Path][1]>> {
    return this.#send(path, body)
  }

  /** Goes on with a recovery of this page key, whose id was lost with the answer. It takes the place of no other. */
  async adopt(recoveryId: RecoveryId): Promise<void> {
    if (!this.#signer || this.#signer.kept.recoveryId !== null) return
    await this.#store({ ...this.#signer, kept: { ...this.#signer.kept, recoveryId } })
    await this.look()
  }

  /** Options to create the new passkey with. */
  async registerOptions(): Promise<Result<CreationOffer>> {
    const answer = await this.#send('/api/recovery/register-options', this.#which())
    if (!answer.ok) void this.look()
    return answer
  }

  /** Stores the new passkey. Whether it could or not, the page then shows where the recovery stands. */
  async register(created: Attested, retires: readonly RetireChoice[]): Promise<Result<unknown>> {
    const answer = await this.#send('/api/recovery/register', { ...this.#which(), ...created, retires })
    await this.look()
    return answer
  }

  /** Asks how far the recovery is. */
  async look(): Promise<void> {
    if (!this.#signer?.kept.recoveryId) return
    clearTimeout(this.#timer)
    this.#newest += 1
    const number = this.#newest
    const answer = await this.#send('/api/recovery/state', this.#which())
    if (number !== this.#newest) return
    if (answer.ok) this.#show(answer.body)
    else this.#refused(answer.error)
  }

  /** Forgets a recovery that is over, or that its person gives up. */
  async forget(): Promise<void> {
    clearTimeout(this.#timer)
    this.#newest += 1
    this.#signer = null
    await forgetRecovery().catch(() => {})
  }

  /** The same, for another one with a new page key. */
  async startAgain(): Promise<void> {
    await this.forget()
    this.#state = LOADING
    await this.#begin()
  }

  async #begin(): Promise<void> {
    const need = missingNeed()
    if (need) return this.#change({ need })
    try {
      this.#signer = await signerOf(await keptOrNew())
    } catch {
      return this.#change({ need: 'storage' })
    }
    if (this.#signer.kept.recoveryId) await this.look()
    else this.#change({ loading: false })
  }

  /** After a sleep the page may be old. */
  async #seenAgain(): Promise<void> {
    if (document.hidden || !this.#signer) return
    this.#looks = 0
    this.#tries = 0
    await this.#catchUp()
    await this.look()
  }

  /** Another tab of this browser may have begun a recovery by now. */
  async #catchUp(): Promise<void> {
    const signer = this.#signer
    if (signer?.kept.recoveryId !== null) return
    const kept = await keptAlready()
    const newer = kept?.recoveryId ? await signerOf(kept) : signer
    if (this.#signer === signer) this.#signer = newer
  }

  readonly #send: SignedPosts = async (path, body) => {
    if (!this.#signer) return { ok: false, error: { code: 'not_now' } }
    return this.#signer.send(path, body)
  }

  #which() {
    return { recoveryId: this.#signer?.kept.recoveryId }
  }

  #show(view: SlowRecoveryView): void {
    const before = this.#state.received?.view
    const isNews = before?.state !== view.state || before.until !== view.until
    this.#looks = isNews ? 0 : this.#looks + 1
    this.#tries = 0
    void this.#keep(view)
    const received = { view, wall: Date.now() }
    this.#change({ loading: false, received, gone: false, trouble: null, refusal: null })
    const waits = nextLookMs(received, this.#looks, Date.now())
    if (waits !== null) this.#lookIn(waits)
  }

  /** Only what may still go on, or whose end was not seen, is kept. */
  async #keep({ recoveryId, state }: SlowRecoveryView): Promise<void> {
    if (!this.#signer) return
    const signer = { ...this.#signer, kept: { ...this.#signer.kept, recoveryId } }
    if (state === 'done') {
      this.#signer = signer
      return forgetRecovery().catch(() => {})
    }
    if (this.#signer.kept.recoveryId !== recoveryId || !this.#state.stored) await this.#store(signer)
  }

  /** It was possible when the page began. If it no longer is, this page can still go on, and says that it has to. */
  async #store(signer: Signer): Promise<void> {
    this.#signer = signer
    const stored = await keepRecovery(signer.kept).then(
      () => true,
      () => false,
    )
    if (this.#signer === signer && this.#state.stored !== stored) this.#change({ stored })
  }

  #refused(error: PageError): void {
    const gone = isGone(error)
    this.#change({ gone, trouble: troubleOf(error), refusal: error })
    if (gone) return
    this.#lookIn(nextTryMs(error, this.#tries))
    this.#tries += 1
  }

  /** A page that nobody sees does not look; it does when it is seen again. */
  #lookIn(ms: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => document.hidden || void this.look(), ms)
  }

  #change(change: Partial<SlowPageState>): void {
    this.#state = { ...this.#state, ...change }
    this.#listener(this.#state)
  }
}

async function signerOf(kept: KeptRecovery): Promise<Signer> {
  return { kept, send: createSignedPosts(await pageKeyOf(kept.pair), location.origin) }
}
