import type { Answer } from '../../../errors/answer.ts'

interface View {
  readonly version: number
}

/**
 * What a connection was shown last of one pairing, in answers and events, so that it hears of each change once. While a
 * command of its own is answered, news wait: the answer may be newer.
 */
export class LastShown<Shown extends View> {
  readonly #emit: (view: Shown) => void
  #of = ''
  #version = 0
  #answering = 0
  #waiting: Shown | null = null

  constructor(emit: (view: Shown) => void) {
    this.#emit = emit
  }

  /** From now on it is about this one; of another nothing was shown. */
  about(id: string): void {
    if (this.#of !== id) this.#version = 0
    this.#of = id
  }

  offer(view: Shown): void {
    if (this.#answering > 0) this.#waiting = view
    else this.#show(view)
  }

  async whileAnswering<Done extends object>(answer: Promise<Answer<Done>>): Promise<Answer<Done>> {
    this.#answering += 1
    try {
      const answered = await answer
      if (answered.ok && 'view' in answered) this.#note(answered.view as View)
      return answered
    } finally {
      this.#answering -= 1
      const waiting = this.#waiting
      this.#waiting = null
      if (waiting) this.offer(waiting)
    }
  }

  #show(view: Shown): void {
    if (view.version <= this.#version) return
    this.#note(view)
    this.#emit(view)
  }

  #note({ version }: View): void {
    this.#version = Math.max(this.#version, version)
  }
}
