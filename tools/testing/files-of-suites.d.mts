/** The test files of each suite, whether or not it has anything to run at the size that is asked for. */
export function filesOfSuites(): { name: string; files: string[] }[]
