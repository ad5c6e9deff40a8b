import { type ChosenLimits, HIDDEN_TIMES, threshold } from '../../limits/numbers.ts'
import type { Network } from '../../requests/network.ts'
import type { LiveCaps } from './live-pages.ts'

/**
 * The caps on live pages. A page with an account name may also have one of the places that are kept for those. If a
 * proxy hides its visitors, each page counts as a network of its own, and the proxy as the wide network around
 * them.
 */
export function liveCapsOf(
  chosen: ChosenLimits,
  named: boolean,
  { hidden }: Pick<Network, 'hidden'>,
): LiveCaps {
  const caps = {
    perNetwork: threshold('live-per-network', chosen) + (named ? threshold('live-named', chosen) : 0),
    perWideNetwork: threshold('live-per-wide-network', chosen),
    perDeployment: threshold('live-per-deployment', chosen),
    reserved: threshold('live-reserved', chosen),
  }
  if (!hidden) return caps
  return {
    ...caps,
    perWideNetwork: caps.perNetwork * HIDDEN_TIMES, // [L61]
    // Each of them looks like a network that holds no place, so the last places must not be for them.
    perDeployment: caps.perDeployment - caps.reserved, // [L32]
    reserved: 0,
  }
}
