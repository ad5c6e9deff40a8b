/** Scripts with letters that can look like a Latin name, so that the reader must be told. */
const LOOK_ALIKES = ['Cyrillic', 'Greek', 'Armenian', 'Cherokee', 'Coptic', 'Lisu'] as const

/** The script of a name that could be mistaken for a Latin one, or null. A name has only one script. */
export function lookAlikeScript(name: string): string | null {
  return LOOK_ALIKES.find((script) => new RegExp(`\\p{Script=${script}}`, 'u').test(name)) ?? null
}
