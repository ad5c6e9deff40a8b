import type { Express } from 'express'
import type { ReachCheck } from '../../warnings/reach-check.ts'

const SAYS =
  'This address is for WebSockets. The request came without the headers "Upgrade" and "Connection": a proxy on the way ' +
  'dropped them.\n'

/** The wish of a page of ours for a socket, out of which a proxy has made an ordinary request. */
export function answerStrippedUpgrades(app: Express, home: string, reach: ReachCheck): void {
  app.get('/socket.io/', ({ headers, url }, response, next) => {
    const isWish = headers['sec-websocket-key'] !== undefined || /[?&]transport=websocket(&|$)/.test(url)
    // Whoever types this address into a browser is told that there is no page.
    if (!isWish || headers.accept?.includes('text/html')) return next()
    if (headers.origin === home) reach.onStripped()
    else reach.onElsewhere(headers.origin)
    // RFC 9110, section 15.5.22: it names what is spoken.
    response.status(426).set({ Upgrade: 'websocket', Connection: 'close, Upgrade' }).type('text').send(SAYS)
  })
}
