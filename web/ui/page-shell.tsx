import './page-shell.css'
// For the words that are here until the script runs (page-html.ts).
import './status-picture.css'
import type { ComponentChildren } from 'preact'
import { useEffect, useId } from 'preact/hooks'
import { shell } from '../messages/shell.ts'
import { support } from '../messages/support.ts'
import { site } from '../wire/site.ts'
import { Announcer } from './announcer.tsx'
import { useFocusOnChange } from './focus-on-change.ts'
import { OwnTabLink } from './own-tab-link.tsx'
import { WithName } from './with-name.tsx'

interface PageShellProps {
  /** The `h1`. When it changes, the focus moves to it and the window's title follows. */
  readonly heading: string
  /** The account name in the heading. */
  readonly name?: string | null
  /** Shown above the heading. It says nothing that the heading does not say. */
  readonly picture?: ComponentChildren
  /** Which of the four steps to a new passkey this is, on either device. */
  readonly progress?: number | null
  /** When it changes, the focus moves, in place of a heading that counts down. */
  readonly step?: string
  /** It takes the place of another page: the focus moves at once. */
  readonly arrives?: boolean
  readonly intro?: ComponentChildren
  readonly width?: 'narrow' | 'wide' | 'full'
  /** Shown at the end of the header, such as "Sign out". */
  readonly actions?: ComponentChildren
  readonly children?: ComponentChildren
}

/** Header with the site's name, one heading, the content, and a footer that warns of phishing. */
export function PageShell(props: PageShellProps) {
  const {
    heading,
    name = null,
    picture,
    progress,
    step,
    arrives,
    intro,
    width = 'narrow',
    actions,
    children,
  } = props
  const progressId = useId()
  const headingElement = useFocusOnChange<HTMLHeadingElement>(step ?? heading, arrives)
  useEffect(() => {
    document.title = `${heading} · ${site.name}`
  }, [heading])
  return (
    <div class={`shell shell-${width}`}>
      <a class="shell-skip" href="#main">
        {shell.skip}
      </a>
      <header class="shell-header">
        <a class="shell-name" href="/">
          <picture>
            <source srcset={site.logo.dark} media="(prefers-color-scheme: dark)" />
            <img class={site.logo.class} src={site.logo.light} width={site.logo.width} height={32} alt="" />
          </picture>
          <span class={site.logo.nameClass} translate={false}>
            {site.name}
          </span>
        </a>
        {actions}
      </header>
      <main id="main" class="shell-main" tabIndex={-1}>
        {picture}
        {progress && (
          <p id={progressId} class="shell-progress">
            {shell.step(progress)}
          </p>
        )}
        <h1 ref={headingElement} tabIndex={-1} aria-describedby={progress ? progressId : undefined}>
          <WithName text={heading} name={name} />
        </h1>
        {intro && <p class="shell-intro">{intro}</p>}
        {children}
      </main>
      <footer class="shell-footer">
        <p>{shell.neverAsk(site.name)}</p>
        <nav class="shell-help" aria-label={shell.help}>
          <OwnTabLink href="/how-it-works">{shell.howItWorks}</OwnTabLink>
          {site.supportUrl && <OwnTabLink href={site.supportUrl}>{support.footer}</OwnTabLink>}
        </nav>
      </footer>
      <Announcer />
    </div>
  )
}
