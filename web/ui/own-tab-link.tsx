import type { ComponentChildren } from 'preact'
import { shell } from '../messages/shell.ts'

/**
 * A link that opens a tab of its own: the page that someone is unsure about holds a code or a request, and must stay
 * open.
 */
export function OwnTabLink({
  href,
  children,
}: {
  readonly href: string
  readonly children: ComponentChildren
}) {
  const mail = href.startsWith('mailto:')
  const here = href === location.pathname
  return (
    <a href={href} target={mail || here ? undefined : '_blank'} aria-current={here ? 'page' : undefined}>
      {children}
      {!mail && !here && <span class="visually-hidden"> {shell.newTab}</span>}
    </a>
  )
}
