/** Scripts whose letters can spell what looks like a Latin name, so that a reader has to be told. */
const LOOK_ALIKES = ['Cyrillic', 'Greek', 'Armenian', 'Cherokee', 'Coptic', 'Lisu'] as const

/** The script of a name that could be taken for a Latin one; null for others. A name has one script. */
export function lookAlikeScript(name: string): string | null {
  return LOOK_ALIKES.find((script) => new RegExp(`\\p{Script=${script}}`, 'u').test(name)) ?? null
}
