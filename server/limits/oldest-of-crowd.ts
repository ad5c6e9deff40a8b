/**
 * Who goes when there is no room: the oldest of the largest group, given oldest first. So whoever takes the most
 * room makes room, and however many one group sends, a smaller one stays.
 */
export function oldestOfCrowd<Item>(items: readonly Item[], groupOf: (item: Item) => string): Item | null {
  const sizes = new Map<string, number>()
  for (const item of items) sizes.set(groupOf(item), (sizes.get(groupOf(item)) ?? 0) + 1)
  const largest = Math.max(...sizes.values())
  return items.find((item) => sizes.get(groupOf(item)) === largest) ?? null
}
