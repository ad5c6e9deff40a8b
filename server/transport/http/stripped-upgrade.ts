import type { Express } from 'express'
import type { ReachCheck } from '../../warnings/reach-check.ts'

const SAYS =
  'This address is for WebSockets. The request came without the headers "Upgrade" and "Connection": a proxy on the way ' +
  'dropped them.\n'

/** Answers a page's upgrade request that a proxy has turned into an ordinary request. */
export function answerStrippedUpgrades(app: Express, home: string, reach: ReachCheck): void {
  app.get('/socket.io/', ({ headers, url }, response, next) => {
    const isWish = headers['sec-websocket-key'] !== undefined || /[?&]transport=websocket(&|$)/.test(url)
    // Someone who opens this address in a browser is told that there is no page.
    if (!isWish || headers.accept?.includes('text/html')) return next()
    if (headers.origin === home) reach.onStripped()
    else reach.onElsewhere(headers.origin)
    // RFC 9110, section 15.5.22: a 426 names the protocol that is expected.
    response.status(426).set({ Upgrade: 'websocket', Connection: 'close, Upgrade' }).type('text').send(SAYS)
  })
}
