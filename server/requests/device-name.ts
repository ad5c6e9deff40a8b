import Bowser from 'bowser'

const BROWSERS = new Set(Object.values(Bowser.BROWSER_MAP))
const SYSTEMS = new Set(Object.values(Bowser.OS_MAP))

/** The longest header that is parsed, in characters. A longer one is cut: no browser sends that much. */
const LONGEST_USER_AGENT = 512

/** Names that are kept: all browsers of one version say the same, with every request. */
const MOST_KNOWN = 500
const known = new Map<string, string>()

/**
 * What a browser says it is, such as "Chrome on Windows", in at most 60 characters; "Unknown browser" if it says
 * nothing useful. It can be forged, and pages show it as a claim. Only names from the parser's own lists are used, so
 * that nobody can write a sentence into another person's dialog.
 */
export function deviceName(userAgent: string | undefined): string {
  if (!userAgent) return 'Unknown browser'
  const text = userAgent.slice(0, LONGEST_USER_AGENT)
  const before = known.get(text)
  if (before !== undefined) return before
  const name = parsedName(text)
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(text, name)
  return name
}

function parsedName(userAgent: string): string {
  const { browser, os } = Bowser.parse(userAgent)
  const name = browser.name && BROWSERS.has(browser.name) ? browser.name : 'Unknown browser'
  const system = os.name && SYSTEMS.has(os.name) ? os.name : null
  return (system ? `${name} on ${system}` : name).slice(0, 60)
}
