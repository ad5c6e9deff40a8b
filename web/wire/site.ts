/** What this deployment is, as the server wrote it on `<html>` of every page. */
interface Site {
  readonly name: string
  readonly publicUrl: string
  readonly signUp: 'open' | 'invite' | 'closed'
  readonly rpId: string
  /** Where people get help. Null if the site has no address for it. */
  readonly supportUrl: string | null
  /** The recovery methods that this site offers, to whoever asks. */
  readonly methods: readonly string[]
  /** Whether it takes two different ways back in; one is never enough. */
  readonly needsTwo: boolean
  /** The picture at the top of the page. */
  readonly logo: Logo
}

interface Logo {
  readonly light: string | undefined
  readonly dark: string | undefined
  /** Its width in pixels, at a height of 32. */
  readonly width: string | undefined
  readonly class: string | undefined
  /** Hides the site's name if the logo contains it. */
  readonly nameClass: string | undefined
}

function readSite({
  siteName,
  publicUrl,
  signUp,
  rpId,
  supportUrl,
  methods,
  level,
  ...more
}: DOMStringMap): Site {
  return {
    name: siteName ?? '',
    publicUrl: publicUrl ?? location.origin,
    signUp: signUp === 'open' || signUp === 'invite' ? signUp : 'closed',
    rpId: rpId ?? location.hostname,
    supportUrl: supportUrl || null,
    methods: methods?.split(' ') ?? [],
    needsTwo: level === 'aal2',
    logo: {
      light: more.logo,
      dark: more.logoDark,
      width: more.logoWidth,
      class: more.logoClass,
      nameClass: more.nameClass,
    },
  }
}

export const site: Site = readSite(document.documentElement.dataset)
