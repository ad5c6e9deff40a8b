/** Removes the secret from the address, so that it is not in the history or visible in the address bar. */
export function takeLinkSecret(): string | null {
  const [, secret = null] = /^#([\w-]{22})$/.exec(location.hash) ?? []
  if (location.hash) history.replaceState(null, '', location.pathname)
  return secret
}
