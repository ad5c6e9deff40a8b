import { Webhook } from 'standardwebhooks'
import { type Deliver, type Delivery, LONGEST_MS } from './deliver.ts'

/** Where events are posted, and what they are signed with. */
export interface WebhookSettings {
  readonly url: string
  /** Each `whsec_` and base64, the newest first: while it is being changed, a receiver may still have the previous one. */
  readonly secrets: readonly [string, ...string[]]
}

/** How a receiver says that it wants no more (Standard Webhooks, Status codes). */
const GONE = 410

/** Posts events to the site's webhook, with the headers and the signature of Standard Webhooks. */
export function deliverToWebhook(
  { url, secrets }: WebhookSettings,
  longestMs = LONGEST_MS,
  now: () => Date = () => new Date(),
): Deliver {
  const signers = secrets.map((secret) => new Webhook(secret))
  return async ({ id, ...event }) => {
    const body = JSON.stringify(event)
    // Signed anew at each try: receivers refuse a signature that is older than five minutes.
    const at = now()
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'user-agent': 'Rekey',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
          'webhook-signature': signers.map((signer) => signer.sign(id, at, body)).join(' '),
        },
        body,
        redirect: 'manual', // [N4]
        signal: AbortSignal.timeout(longestMs),
      })
      // What else it says is not read, however long it is.
      await response.body?.cancel()
      if (response.ok) return { outcome: 'taken' }
      return { outcome: response.status === GONE ? 'refused' : 'failed', why: String(response.status) }
    } catch (err) {
      return failedBy(err)
    }
  }
}

/** A code of the system or of the library, such as ECONNREFUSED. */
function failedBy(err: unknown): Delivery {
  const { name, cause } = err as { name?: unknown; cause?: { code?: unknown } }
  if (name === 'TimeoutError') return { outcome: 'failed', why: 'too-slow' }
  const code = cause?.code
  return {
    outcome: 'failed',
    why: typeof code === 'string' && /^[A-Z0-9_]{1,60}$/.test(code) ? code : 'ERROR',
  }
}
