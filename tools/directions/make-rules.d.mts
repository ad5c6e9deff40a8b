/** The text of biome.directions.json, out of the order of folders. */
export function makeRules(): string
