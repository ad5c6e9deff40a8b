import { shell } from './messages/shell.ts'
import { support } from './messages/support.ts'
import { withoutScript } from './messages/without-script.ts'

/** What the server knows about the site, in place of each `%NAME%`. */
const SITE = '%SITE_NAME%'
/** Not offered if no script runs, because that page needs one. */
const HOW_IT_WORKS = `<a href="/how-it-works">${shell.howItWorks}</a>`

/** The picture for "take note", as in `StatusPicture`. */
const NOTE = `<div class="status-picture">
            <svg aria-hidden="true" viewBox="0 0 48 48" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round" stroke-linejoin="round">
              <circle cx="24" cy="24" r="18" /><path d="M24 15v11m0 7v.1" />
            </svg>
          </div>`

/** The complete HTML of a page. The server fills in each `%NAME%` when it starts. */
export function pageHtml(title: string): string {
  return html(title, '<script type="module" src="./main.tsx"></script>', untilItRuns())
}

/**
 * The HTML that the server answers if there is no page to give. It has no script, and is filled in for each answer.
 */
export function answerHtml(): string {
  const body = shellHtml({ heading: '%HEADING%', text: '%TEXT%', ways: waysOn() })
  return html('%HEADING%', '<link rel="stylesheet" href="./answer.css" />', body)
}

function html(title: string, load: string, body: string): string {
  return `<!doctype html>
<html
  lang="en"
  data-site-name="${SITE}"
  data-public-url="%PUBLIC_URL%"
  data-sign-up="%SIGN_UP%"
  data-rp-id="%RP_ID%"
  data-support-url="%SUPPORT_URL%"
  data-methods="%METHODS%"
  data-level="%LEVEL%"
  data-logo="%LOGO%"
  data-logo-dark="%LOGO_DARK%"
  data-logo-width="%LOGO_WIDTH%"
  data-logo-class="%LOGO_CLASS%"
  data-name-class="%NAME_CLASS%"
>
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="theme-color" content="#f4f6f4" media="(prefers-color-scheme: light)" />
    <meta name="theme-color" content="#0e1617" media="(prefers-color-scheme: dark)" />
    <meta name="darkreader-lock" />
    <title>${title} · ${SITE}</title>
    ${load}
  </head>
  <body>
    ${body}
  </body>
</html>
`
}

/** The place of the page, and what is there if no script runs, or none has started after a while. */
function untilItRuns(): string {
  const { slow, noScript } = withoutScript
  return `<div id="page">
      <div class="shell-slow" aria-busy="true">${shellHtml(slow)}</div>
    </div>
    <noscript>${shellHtml({ ...noScript, more: '' })}</noscript>`
}

function waysOn(): string {
  return `<p class="button-row">
            <a class="button primary" href="%WAY%">%WAY_LABEL%</a>
            <a class="button secondary" href="/lost-passkey">${withoutScript.lost}</a>
          </p>`
}

interface Shell {
  readonly heading: string
  readonly text: string
  readonly ways?: string
  /** More links in the footer. */
  readonly more?: string
}

/** The frame of `PageShell` as text: header, one heading, a sentence, and the footer that warns of phishing. */
function shellHtml({ heading, text, ways = '', more = HOW_IT_WORKS }: Shell): string {
  return `
      <div class="shell shell-narrow">
        <header class="shell-header">
          <a class="shell-name" href="/">
            <picture>
              <source srcset="%LOGO_DARK%" media="(prefers-color-scheme: dark)" />
              <img class="%LOGO_CLASS%" src="%LOGO%" width="%LOGO_WIDTH%" height="32" alt="" />
            </picture>
            <span class="%NAME_CLASS%" translate="no">${SITE}</span>
          </a>
        </header>
        <main class="shell-main">
          ${NOTE}
          <h1>${heading}</h1>
          <p class="shell-intro">${text}</p>
          ${ways}
        </main>
        <footer class="shell-footer">
          <p>${shell.neverAsk(SITE)}</p>
          <nav class="shell-help" aria-label="${shell.help}">
            ${more}
            <a class="shell-support" href="%SUPPORT_URL%">${support.footer}</a>
          </nav>
        </footer>
      </div>
    `
}
