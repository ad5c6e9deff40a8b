let signingOut = false

/** The person signs out here: that the session ends is then no news, and another way is taken. */
export function expectSignOut(expected: boolean): void {
  signingOut = expected
}

/** Whether the person is on the way out: what is read of the account now is refused, or shown to nobody. */
export function isSigningOut(): boolean {
  return signingOut
}

/** Goes to sign-in and back here; after the end of a session, with a sentence about it. */
export function leaveForSignIn(session: 'never' | 'ended'): void {
  if (signingOut) return
  location.replace(`/sign-in?return_to=/account${session === 'ended' ? '&why=session-ended' : ''}`)
}
