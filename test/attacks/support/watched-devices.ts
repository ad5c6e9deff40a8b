import type { AllPosts } from '../../../shared/all-posts.ts'
import { type PageDevice, qrOf } from '../../support/page-device.ts'
import { SignedInDevice } from '../../support/signed-in-device.ts'
import type { SecretBook } from './secret-book.ts'

/** A signed-in device whose secrets are all written down as they come by. */
export class WatchedDevice extends SignedInDevice {
  readonly #book: SecretBook

  constructor(url: string, book: SecretBook) {
    super(url)
    this.#book = book
    book.add('address', this.address)
  }

  override async post<Path extends keyof AllPosts>(path: Path, body: AllPosts[Path][0], url?: string) {
    const answer = await super.post(path, body, url)
    this.#book.addFrom([body, answer.body])
    this.#noteCookies()
    return answer
  }

  override async visit(path: string, url?: string) {
    const response = await super.visit(path, url)
    this.#noteCookies()
    return response
  }

  override async send<Reply>(event: string, payload: unknown): Promise<Reply> {
    const reply = await super.send<Reply>(event, payload)
    this.#book.addFrom([payload, reply])
    return reply
  }

  #noteCookies(): void {
    for (const [name, value] of this.cookies) {
      this.#book.add(name.includes('session') ? 'session token' : 'browser cookie', value)
    }
  }
}

/** Writes down what a page has sent, been sent and shown. */
export function notePage(book: SecretBook, page: PageDevice): void {
  book.add('address', page.address)
  book.add('browser cookie', page.options.browserCookie?.split('=')[1])
  for (const frame of page.frames) {
    const json = /[[{].*$/s.exec(frame)?.[0]
    if (json) book.addFrom(JSON.parse(json) as unknown)
  }
  for (const step of [0, 1]) if (page.opened?.codes) book.add('QR secret', qrOf(page.opened, step).secret)
}
