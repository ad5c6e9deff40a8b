/**
 * A name that somebody else than the receiver chose, so that no mail program makes a link of it: after each sign that an
 * address has within, an invisible word joiner (U+2060) ends it.
 */
export function foreignName(name: string): string {
  return name.replace(/[.:/@](?=\S)/gu, '$&\u2060') // [M46]
}
