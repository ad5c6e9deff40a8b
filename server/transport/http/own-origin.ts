import type { RequestHandler } from 'express'
import type { ReachCheck } from '../../warnings/reach-check.ts'
import { refuse } from './refuse.ts'

/**
 * Lets a change pass only when a page of ours sent it: an exact `Origin` of these, which browsers send
 * with every POST, and `Sec-Fetch-Site: same-origin` where the browser says it. Absent and `null` are
 * refused. With JSON only and SameSite cookies this leaves a foreign page no way in.
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
