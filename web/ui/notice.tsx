import './notice.css'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { announce } from './announcer.tsx'
import { GoodIcon, InfoIcon, WarnIcon } from './icons.tsx'

const ICONS = { info: InfoIcon, good: GoodIcon, warn: WarnIcon, bad: WarnIcon }

interface NoticeProps {
  readonly tone?: keyof typeof ICONS
  readonly title?: string
  /** Says itself when it appears: politely (`status`) or at once (`alert`). */
  readonly live?: 'status' | 'alert'
  readonly children?: ComponentChildren
}

/** A coloured box with an icon, a short title and what belongs to it. */
export function Notice({ tone = 'info', title, live, children }: NoticeProps) {
  const ToneIcon = ICONS[tone]
  const body = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // A polite region that comes with its words is not read out; the one of the page is there before.
    if (live === 'status') announce(textOf(body.current))
  }, [live, title])
  return (
    <div class={`notice notice-${tone}`} role={live === 'alert' ? live : undefined}>
      <ToneIcon />
      <div class="notice-body" ref={body}>
        {title && <p class="notice-title">{title}</p>}
        {children}
      </div>
    </div>
  )
}

/** The words of each part, with a pause between two. */
function textOf(body: HTMLElement | null): string {
  return Array.from(body?.children ?? [], ({ textContent }) => textContent).join(' ')
}
