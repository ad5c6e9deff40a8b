import type { Answer } from '../../../errors/answer.ts'

interface View {
  readonly version: number
}

/**
 * What a connection was shown last of one pairing, in answers and events. So it is shown each change once, and
 * nothing of another pairing. While one of its commands is being answered, news wait, because the answer may be
 * newer.
 */
export class LastShown<Shown extends View> {
  readonly #emit: (view: Shown) => void
  readonly #idOf: (view: Shown) => string
  #of = ''
  #version = 0
  #answering = 0
  #waiting: Shown | null = null

  constructor(emit: (view: Shown) => void, idOf: (view: Shown) => string) {
    this.#emit = emit
    this.#idOf = idOf
  }

  /**
   * From now on, this is about another pairing or claim, of which nothing was shown yet. News of the earlier one
   * are dropped.
   */
  about(id: string): void {
    if (this.#of === id) return
    this.#of = id
    this.#version = 0
    this.#waiting = null
  }

  offer(view: Shown): void {
    if (this.#isKnown(view)) return // [P103]
    if (this.#answering === 0) this.#show(view)
    else if (view.version > (this.#waiting?.version ?? 0)) this.#waiting = view
  }

  whileAnswering<Done extends object>(answer: Promise<Answer<Done>>): Promise<Answer<Done>> {
    this.#answering += 1
    return answer
      .then((answered) => {
        if (answered.ok && 'view' in answered) this.#note(answered.view as Shown)
        return answered
      })
      .finally(() => {
        this.#answering -= 1
        const waiting = this.#waiting
        this.#waiting = null
        if (waiting) this.offer(waiting)
      })
  }

  #show(view: Shown): void {
    this.#note(view)
    this.#emit(view)
  }

  #note(view: Shown): void {
    if (!this.#isKnown(view)) this.#version = view.version
  }

  #isKnown(view: Shown): boolean {
    return this.#idOf(view) !== this.#of || view.version <= this.#version
  }
}
