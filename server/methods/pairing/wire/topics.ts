import type { PairingId } from '../../../../shared/ids.ts'
import type { Line } from '../../../requests/channel.ts'

const PAIRING = 'pairing:'

/** The topic under which connections are found that get news of a pairing. */
export const pairingTopic = (id: PairingId) => PAIRING + id

/** From now on, this connection gets news of this pairing and of no other. */
export function hearOnly(line: Pick<Line<object>, 'joinOnly'>, id: PairingId): Promise<void> {
  return line.joinOnly(PAIRING, pairingTopic(id))
}
