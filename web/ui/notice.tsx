import './notice.css'
import type { ComponentChildren } from 'preact'
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
  return (
    <div class={`notice notice-${tone}`} role={live}>
      <ToneIcon />
      <div class="notice-body">
        {title && <p class="notice-title">{title}</p>}
        {children}
      </div>
    </div>
  )
}
