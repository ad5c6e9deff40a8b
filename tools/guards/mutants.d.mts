/** A source in which one guard is gone, and what its line says there. */
export type Mutant = { readonly text: string; readonly line: string }

/** The sources in which what a marked line says is gone; none when nothing on it can be taken out by itself. */
export function mutantsOf(marker: { file: string; text: string; index: number }): Mutant[]
