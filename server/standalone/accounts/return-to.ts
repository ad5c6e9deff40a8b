const HOME = '/account'

interface ReturnToRules {
  readonly publicUrl: string
  /** Addresses of other sites. Each allows itself and everything below its path. */
  readonly allowed: readonly URL[]
}

/**
 * Where a sign-in leads: to the wanted address, if it is a path of ours or below an allowed address, else to the
 * account page. The address is judged as the browser will read it (WHATWG URL), and never as text.
 */
export function createReturnTo({ publicUrl, allowed }: ReturnToRules): (wish: string | undefined) => string {
  return (wish) => {
    if (wish === undefined || !URL.canParse(wish, publicUrl)) return HOME
    const url = new URL(wish, publicUrl)
    if (url.origin === publicUrl) {
      // "/.//elsewhere.example" has such a path. Without its origin it would be the address of another host.
      if (url.pathname.startsWith('//')) return HOME // [A8]
      return url.pathname + url.search + url.hash
    }
    if (!allowed.some((base) => isBelow(url, base))) return HOME // [A9]
    return url.href
  }
}

function isBelow(url: URL, base: URL): boolean {
  if (url.origin !== base.origin || url.username || url.password) return false
  const folder = base.pathname.endsWith('/') ? base.pathname : `${base.pathname}/`
  return url.pathname === base.pathname || url.pathname.startsWith(folder)
}
