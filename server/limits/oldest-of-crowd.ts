/**
 * Which one is closed if there is no room: the oldest of the largest group. The list is oldest first. So the group
 * that takes the most room makes room, and however much one group sends, a smaller one stays.
 */
export function oldestOfCrowd<Item>(items: readonly Item[], groupOf: (item: Item) => string): Item | null {
  const sizes = new Map<string, number>()
  for (const item of items) sizes.set(groupOf(item), (sizes.get(groupOf(item)) ?? 0) + 1)
  const largest = Math.max(...sizes.values())
  return items.find((item) => sizes.get(groupOf(item)) === largest) ?? null
}
