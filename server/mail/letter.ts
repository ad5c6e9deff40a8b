/** A part of a mail. Every mail is made of these, so that its text and its HTML say the same. */
export type Block =
  | { readonly text: string }
  /** Digits to type, set apart and large. */
  | { readonly code: string }
  /** What happened, as pairs of a label and a value. */
  | { readonly facts: readonly (readonly [label: string, value: string])[] }
  /** A page to open. Opening it must change nothing: programs open the links of mails too. */
  | { readonly link: { readonly href: string; readonly label: string } }

/** What a mail says. */
export interface Letter {
  readonly subject: string
  readonly blocks: readonly Block[]
}

/** The site that writes. */
export interface MailSite {
  readonly name: string
  /** An origin, without a slash at the end. */
  readonly url: string
  /** Where people get help; null if the site names nothing. */
  readonly supportUrl: string | null
}

/** A letter as a mail has it: plain text, and HTML for light and dark that fetches nothing. */
export function renderLetter(
  { subject, blocks }: Letter,
  site: MailSite,
): { readonly subject: string; readonly text: string; readonly html: string } {
  const all = [...blocks, ...footer(site)]
  return {
    subject: oneLine(subject),
    text: `${all.map(asText).join('\n\n')}\n`,
    html: page(oneLine(subject), all.map(asHtml).join('\n')),
  }
}

function footer({ name, url, supportUrl }: MailSite): readonly Block[] {
  const help = supportUrl === null ? [] : [{ link: { href: supportUrl, label: 'Get help' } }]
  return [...help, { text: `Sent by ${name}, ${url}. Nobody reads replies to this mail.` }]
}

function asText(block: Block): string {
  if ('text' in block) return block.text
  if ('code' in block) return `    ${block.code}`
  if ('link' in block) return `${block.link.label}:\n${block.link.href}`
  return block.facts.map(([label, value]) => `${label}: ${oneLine(value)}`).join('\n')
}

function asHtml(block: Block): string {
  if ('text' in block) return `<p>${escaped(block.text)}</p>`
  if ('code' in block) return `<p class="code">${escaped(block.code)}</p>`
  if ('link' in block) {
    const { href, label } = block.link
    return `<p><a href="${escaped(href)}">${escaped(label)}</a></p>`
  }
  const rows = block.facts.map(([label, value]) => `<dt>${escaped(label)}</dt><dd>${escaped(value)}</dd>`)
  return `<dl>${rows.join('')}</dl>`
}

/** Nothing in it is fetched: no picture, font, style or script from anywhere. */
function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escaped(title)}</title>
<style>
:root { color-scheme: light dark; }
body { margin: 0; padding: 1rem; background: #f4f6f4; color: #172728; font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, Ubuntu, sans-serif; }
main { max-width: 34rem; margin: 0 auto; padding: 1rem; background: #ffffff; border: 1px solid #d3dcd9; border-radius: 0.75rem; overflow-wrap: anywhere; }
.code { font: 1.75rem/1.3 ui-monospace, Menlo, Consolas, monospace; letter-spacing: 0.08em; }
dt { color: #4a5f60; }
dd { margin: 0 0 0.5rem; }
a { color: #0f6466; }
@media (prefers-color-scheme: dark) {
  body { background: #0e1617; color: #e4eceb; }
  main { background: #162122; border-color: #2e3f40; }
  dt { color: #a9babb; }
  a { color: #7cd0c8; }
}
</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`
}

/** Line breaks would end a header, or make one line of the text look like two. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
}

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' },
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
}
