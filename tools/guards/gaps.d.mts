/** Where rules, guards and test titles do not fit together, in sentences; none when they do. */
export function findGaps(root: string): string[]
