/** The lines of a log that tell of what the server did not foresee. A device may forge what a proxy writes. */
export function faultsIn(log: string): string[] {
  const faults = log.split('\n').filter((line) => /"level":[56]0|unhandled|uncaught|Warning:/i.test(line))
  return faults.filter((line) => !line.includes('nobody’s address is known'))
}
