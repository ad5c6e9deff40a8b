/** The full path of a program on PATH or among PostgreSQL's own folders. */
export function findProgram(name: string): string | undefined
