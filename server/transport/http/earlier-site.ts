import type { RequestHandler } from 'express'

/** A service worker that removes itself and reloads the pages that it controls. */
const FAREWELL = `self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', async () => {
  await self.registration.unregister()
  for (const page of await self.clients.matchAll({ type: 'window' })) page.navigate(page.url)
})
`

/**
 * An earlier site at this address may have left a service worker in browsers. It would go on to answer with old pages
 * for ever, because a service worker whose script is gone stays. Browsers ask for its script from time to time, at
 * the path where it was, and get one that ends it. Rekey has no service worker of its own.
 */
export const endServiceWorkers: RequestHandler = ({ method, headers }, response, next) => {
  if (method !== 'GET' || headers['service-worker'] !== 'script') return next()
  // Its script may have been in a folder, with a wider scope allowed.
  response.set('Service-Worker-Allowed', '/').type('text/javascript').send(FAREWELL)
}
