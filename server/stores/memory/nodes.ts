import { MOST_NODES, NODE_KEPT_MS, type Nodes, type NodeWord } from '../../admin/nodes.ts'
import type { Clock } from './clock.ts'
import { createExpiringMap } from './expiring-map.ts'

/** The list of nodes, which has only this process. */
export function memoryNodes(now: Clock): Nodes {
  const ids = new Set<string>()
  const onEnd = ({ id }: NodeWord) => void ids.delete(id)
  const words = createExpiringMap<NodeWord>({ now, most: MOST_NODES, onEnd })
  return {
    async beat(word) {
      if (words.set(word.id, word, NODE_KEPT_MS)) ids.add(word.id)
    },
    leave: async (id) => words.delete(id),
    async list() {
      const live = [...ids].flatMap((id) => {
        const word = words.get(id)
        return word ? [{ ...word, agoMs: NODE_KEPT_MS - words.leftMs(id) }] : []
      })
      return live.sort((one, other) => other.upMs + other.agoMs - one.upMs - one.agoMs)
    },
  }
}
