const SECRET = /^#([\w-]{22})$/

/** The path and the secret that the page was opened with. */
let taken: string | null = null

/**
 * The secret that the page was opened with. Null if the address has none. It is removed from the address, so that it
 * is not in the history or visible in the address bar. Another link that is opened in this tab loads the page again,
 * which it does not do by itself; a link within the page, such as “Skip to content”, does not.
 */
export function takeLinkSecret(): string | null {
  const [, secret = null] = SECRET.exec(location.hash) ?? []
  if (location.hash) history.replaceState(null, '', location.pathname)
  addEventListener('hashchange', () => SECRET.test(location.hash) && location.reload())
  taken = secret && `${location.pathname}#${secret}`
  return secret
}

/** Gives the address its secret back, if it had one: where this browser can do nothing, another needs all of it. */
export function putLinkSecretBack(): void {
  if (taken?.startsWith(`${location.pathname}#`)) history.replaceState(null, '', taken)
}
