/** What this deployment is, as the server wrote it on `<html>` of every page. */
export interface Site {
  readonly name: string
  readonly publicUrl: string
  readonly signUp: 'open' | 'invite' | 'closed'
  readonly rpId: string
}

function readSite({ siteName, publicUrl, signUp, rpId }: DOMStringMap): Site {
  return {
    name: siteName ?? '',
    publicUrl: publicUrl ?? location.origin,
    signUp: signUp === 'open' || signUp === 'invite' ? signUp : 'closed',
    rpId: rpId ?? location.hostname,
  }
}

export const site: Site = readSite(document.documentElement.dataset)
