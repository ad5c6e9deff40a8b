import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'

/** What a receiver does with the next events. `hangs`: it answers nothing. `rambles`: its answer never ends. */
type Mood = 'takes' | 'fails' | 'gone' | 'hangs' | 'redirects' | 'rambles'

interface Received {
  readonly id: string
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
  /** By the library, or null if the signature is wrong. */
  readonly event: { readonly type: string; readonly timestamp: string; readonly data: object } | null
  /** When it came, and when its answer was given or its connection ended. */
  readonly at: number
  endedAt: number | null
}

/** A real HTTP server of this process that gets webhooks, and checks them with the library of Standard Webhooks. */
export interface WebhookReceiver {
  readonly url: string
  /** Everything that came, also what it did not take. */
  readonly received: Received[]
  /** The requests that came where a redirect leads. */
  redirected: number
  mood: Mood
  /** Resolves when an event has come since the last call, or comes. */
  came(): Promise<void>
  close(): Promise<void>
}

/** 32 bytes. */
export const WEBHOOK_SECRET = 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8='

export async function startWebhookReceiver({
  port = 0,
  secret = WEBHOOK_SECRET,
} = {}): Promise<WebhookReceiver> {
  const webhook = new Webhook(secret)
  const waiting: (() => void)[] = []
  let unheard = 0
  const told = {
    url: '',
    received: [] as Received[],
    redirected: 0,
    mood: 'takes' as Mood,
    async came() {
      if (unheard === 0) await new Promise<void>((resolve) => waiting.push(resolve))
      unheard -= 1
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }

  function verified(body: string, headers: Record<string, string>): Received['event'] {
    try {
      return webhook.verify(body, headers) as Received['event']
    } catch {
      return null
    }
  }

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    if (request.url === '/elsewhere') {
      told.redirected += 1
      response.end()
      return
    }
    const body = Buffer.concat(chunks).toString('utf8')
    const headers = request.headers as Record<string, string>
    const one: Received = {
      ...{
        id: headers['webhook-id'] ?? '',
        body,
        headers,
        event: verified(body, headers),
        at: performance.now(),
      },
      endedAt: null,
    }
    response.on('close', () => {
      one.endedAt = performance.now()
    })
    told.received.push(one)
    answer(response, told.mood)
    unheard += 1
    waiting.shift()?.()
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const { port: taken } = server.address() as AddressInfo
  return Object.assign(told, { url: `http://127.0.0.1:${taken}/events` })
}

function answer(response: ServerResponse, mood: Mood): void {
  switch (mood) {
    case 'takes':
      response.writeHead(204).end()
      return
    case 'gone':
      response.writeHead(410).end('no more')
      return
    case 'fails':
      response.writeHead(500).end('no')
      return
    case 'redirects':
      response.writeHead(307, { location: '/elsewhere' }).end()
      return
    case 'rambles': {
      response.writeHead(200)
      const more = setInterval(() => response.write('x'.repeat(65_536)), 1)
      response.on('close', () => clearInterval(more))
      return
    }
    case 'hangs':
      return
    default:
      mood satisfies never
  }
}
