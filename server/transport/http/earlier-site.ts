import type { RequestHandler } from 'express'

/** Takes itself away, and shows what is really here to whoever still sees what it kept. */
const FAREWELL = `self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', async () => {
  await self.registration.unregister()
  for (const page of await self.clients.matchAll({ type: 'window' })) page.navigate(page.url)
})
`

/**
 * An earlier site at this address may have left a service worker in browsers, which answers for us with pages of then,
 * for ever: one whose script is gone stays. Browsers ask for that script now and then, wherever it was, and get one
 * that ends it. Rekey has no service worker of its own.
 */
export const endServiceWorkers: RequestHandler = ({ method, headers }, response, next) => {
  if (method !== 'GET' || headers['service-worker'] !== 'script') return next()
  // Its script may have stood in a folder and been let out of it.
  response.set('Service-Worker-Allowed', '/').type('text/javascript').send(FAREWELL)
}
