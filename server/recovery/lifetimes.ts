const DAY_MS = 24 * 60 * 60 * 1_000

/** Milliseconds from the registration of a passkey to the sign-in that proves it. */
export const UNPROVEN_MS = DAY_MS

/**
 * Milliseconds of probation after a recovery. Until it is over, the new passkey signs in and does
 * nothing else.
 */
export const PROBATION_MS = DAY_MS

/** The same if no passkey of the account approved the recovery: its owner has longer to see it. */
export const UNAPPROVED_PROBATION_MS = 3 * DAY_MS

/** Milliseconds in which an arrival can be undone, and in which a removed passkey can be restored. */
export const UNDO_MS = 7 * DAY_MS

/** Milliseconds in which an arrival can be undone after a freeze was lifted, at least. */
export const LIFTED_MS = DAY_MS

/**
 * Milliseconds in which a recovery with one proof can be stopped before it goes on. A weekend without the phone is
 * no reason to lose an account.
 */
export const HOLD_MS = 3 * DAY_MS

/** The same while a passkey of the account is in use: whoever uses it may need longer to see that somebody else asks. */
export const LONG_HOLD_MS = 7 * DAY_MS

/** Milliseconds since its last use in which a passkey counts as in use. People come back to most sites within a month. */
export const PASSKEY_IN_USE_MS = 30 * DAY_MS

/** Milliseconds of hold where two proofs are enough and one is somebody else's word: people can be talked into it. */
export const VOUCHED_HOLD_MS = DAY_MS

/** The same with the word of a contact: the owner should have time to hear of it, as with one proof. */
export const CONTACT_HOLD_MS = HOLD_MS

/** Milliseconds for which a pause stops a recovery: as long as an owner may need to read a notice, and no longer. */
export const PAUSE_MS = 3 * DAY_MS

/**
 * Milliseconds in which a passkey can decide about what it froze. Then that is undone: until then the account is in
 * dispute, and nothing that is set up counts. Whoever is away longer has been told by mail, and an undo harms nothing of
 * theirs but a new passkey; but whoever loses their only phone months later needs what they have set up since.
 */
export const DECIDE_MS = 28 * DAY_MS

/**
 * Milliseconds until a passkey is retired that was called lost in a recovery that no passkey approved: as long as
 * that recovery can be undone.
 */
export const RETIRE_MS = UNDO_MS

/**
 * Milliseconds from the beginning of a recovery that a passkey stopped, in which another one belongs to the same
 * dispute: the longest hold, and as long again.
 */
export const DISPUTE_GAP_MS = 2 * LONG_HOLD_MS

/**
 * Milliseconds after its last proof, or after its hold, in which a recovery has to go on. A week has a weekend in it,
 * and one that is left lying ends.
 */
export const IDLE_MS = 7 * DAY_MS
