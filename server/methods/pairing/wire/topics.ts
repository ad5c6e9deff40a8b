import type { PairingId } from '../../../../shared/ids.ts'
import type { Line } from '../../../requests/channel.ts'

const PAIRING = 'pairing:'

/** What a connection that hears of a pairing is found under. */
export const pairingTopic = (id: PairingId) => PAIRING + id

/** From now on this connection hears of this pairing and no other. */
export function hearOnly(line: Pick<Line<object>, 'joinOnly'>, id: PairingId): Promise<void> {
  return line.joinOnly(PAIRING, pairingTopic(id))
}
