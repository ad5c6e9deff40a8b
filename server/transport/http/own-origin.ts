import type { RequestHandler } from 'express'
import type { ReachCheck } from '../../warnings/reach-check.ts'
import { refuse } from './refuse.ts'

/**
 * Lets a change through only if a page of ours sent it. It needs an exact `Origin` from this list, which browsers
 * send with every POST, and `Sec-Fetch-Site: same-origin` if the browser sends that header. An absent `Origin` and
 * `null` are refused. Together with JSON-only bodies and SameSite cookies, this gives a foreign page no way in.
 */
export function onlyOwnOrigin(
  origins: readonly string[],
  reach: Pick<ReachCheck, 'onElsewhere'>,
): RequestHandler {
  return (request, response, next) => {
    const { origin = '', 'sec-fetch-site': site = 'same-origin' } = request.headers
    if (!origins.includes(origin)) {
      reach.onElsewhere(request.headers.origin) // [H74]
      return refuse(response, { code: 'origin_refused' }) // [H1]
    }
    if (site !== 'same-origin') return refuse(response, { code: 'origin_refused' }) // [H2]
    next()
  }
}
