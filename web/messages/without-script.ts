/** Words in the HTML, for browsers where no script runs. They are here so that no page has them in its script. */
export const withoutScript = {
  lost: 'Lost your passkey?',
  noScript: {
    heading: 'This page needs JavaScript',
    text: 'Passkeys work only with it. Turn on JavaScript for this site in your browser’s settings, then load the page again.',
  },
  slow: {
    heading: 'This page is taking a long time to load',
    text: 'Check your connection, then load the page again. If that doesn’t help, update your browser or use another one.',
  },
}
