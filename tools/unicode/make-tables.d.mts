/** The text of server/names/tables.ts, out of the pinned package. */
export function makeTables(): Promise<string>
