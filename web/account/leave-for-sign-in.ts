/** Goes to sign-in and back here; after the end of a session, with a sentence about it. */
export function leaveForSignIn(session: 'never' | 'ended'): void {
  location.replace(`/sign-in?return_to=/account${session === 'ended' ? '&why=session-ended' : ''}`)
}
