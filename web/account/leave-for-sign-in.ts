let signingOut = false

/** Notes that the person signs out here: the end of the session is then no news, and does not lead to sign-in. */
export function expectSignOut(expected: boolean): void {
  signingOut = expected
}

/** Whether the person is signing out. What is read of the account now is refused, or not shown. */
export function isSigningOut(): boolean {
  return signingOut
}

/** Goes to sign-in, and back here afterwards. After the end of a session, with a sentence about it. */
export function leaveForSignIn(session: 'never' | 'ended'): void {
  if (signingOut) return
  location.replace(`/sign-in?return_to=/account${session === 'ended' ? '&why=session-ended' : ''}`)
}
