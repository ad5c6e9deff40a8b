/** What this deployment is, as the server wrote it on `<html>` of every page. */
export interface Site {
  readonly name: string
  readonly publicUrl: string
  readonly signUp: 'open' | 'invite' | 'closed'
  readonly rpId: string
  /** Where people get help; null where the site has named no place for it. */
  readonly supportUrl: string | null
}

function readSite({ siteName, publicUrl, signUp, rpId, supportUrl }: DOMStringMap): Site {
  return {
    name: siteName ?? '',
    publicUrl: publicUrl ?? location.origin,
    signUp: signUp === 'open' || signUp === 'invite' ? signUp : 'closed',
    rpId: rpId ?? location.hostname,
    supportUrl: supportUrl || null,
  }
}

export const site: Site = readSite(document.documentElement.dataset)
