/** Words of the frame of `/account`. */
export const account = {
  heading: 'Your account',
  signedInAs: 'Signed in as',
  signOut: 'Sign out',
  loading: 'Loading your account …',
  tryAgain: 'Try again',
  outdated: 'This page is older than the server.',
  reload: 'Load the page again',
  done: 'Done.',
  cancel: 'Cancel',
}
