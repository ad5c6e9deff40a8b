/** How a hold runs: hours until it is over, undisturbed, with a pause at 20, or with one at 20 and one at 50. */
type Hours = readonly [undisturbed: number, paused: number, pausedTwice: number]

/**
 * What proofs are worth that no passkey approved: B is a backup code, E an e-mail, A assisted, N an enrolment link.
 * The first proof of each is given at hour 0, 1, 2 and 3. `unused`: no passkey of the account signed in during the
 * 30 days before. Null: another proof is needed.
 */
export const WORTH: Readonly<
  Record<string, { readonly unused: Hours; readonly used: Hours; readonly aal2: Hours | null }>
> = {
  B: { unused: [72, 144, 174], used: [168, 240, 270], aal2: null },
  E: { unused: [73, 145, 175], used: [169, 241, 271], aal2: null },
  A: { unused: [74, 146, 176], used: [170, 242, 272], aal2: null },
  N: { unused: [75, 147, 177], used: [171, 243, 273], aal2: null },
  AN: { unused: [74, 146, 176], used: [170, 242, 272], aal2: null },
  BE: { unused: [1, 92, 122], used: [1, 92, 122], aal2: [1, 92, 122] },
  BA: { unused: [26, 98, 128], used: [26, 98, 128], aal2: [26, 98, 128] },
  BN: { unused: [27, 99, 129], used: [27, 99, 129], aal2: [27, 99, 129] },
  EA: { unused: [26, 98, 128], used: [26, 98, 128], aal2: [26, 98, 128] },
  EN: { unused: [27, 99, 129], used: [27, 99, 129], aal2: [27, 99, 129] },
  BEA: { unused: [1, 92, 122], used: [1, 92, 122], aal2: [1, 92, 122] },
  BEN: { unused: [1, 92, 122], used: [1, 92, 122], aal2: [1, 92, 122] },
  BAN: { unused: [26, 98, 128], used: [26, 98, 128], aal2: [26, 98, 128] },
  EAN: { unused: [26, 98, 128], used: [26, 98, 128], aal2: [26, 98, 128] },
  BEAN: { unused: [1, 92, 122], used: [1, 92, 122], aal2: [1, 92, 122] },
}
