/** Words of the frame of `/account`. */
export const account = {
  heading: 'Your account',
  signedInAs: 'Signed in as',
  console: 'Admin console',
  signOut: 'Sign out',
  loading: 'Loading your account…',
  outdated: 'This page is out of date.',
  reload: 'Load the page again',
  save: 'Save',
  cancel: 'Cancel',
}
