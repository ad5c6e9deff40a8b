import './notice.css'
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { GoodIcon, InfoIcon, WarnIcon } from './icons.tsx'

const ICONS = { info: InfoIcon, good: GoodIcon, warn: WarnIcon, bad: WarnIcon }

interface NoticeProps {
  readonly tone?: keyof typeof ICONS
  readonly title?: string
  /** Whether it is read out when it appears: politely (`status`) or at once (`alert`). */
  readonly live?: 'status' | 'alert'
  /** Which time its words are said: they are new elements each time, or the same words would be read out once. */
  readonly times?: number
  readonly children?: ComponentChildren
}

/**
 * Long enough for a region to exist before its words: words that come together with their region are not read out.
 * Milliseconds.
 */
const SETTLE_MS = 100

/** A coloured box with an icon, a short title and its text. */
export function Notice({ live, ...box }: NoticeProps) {
  const [settled, setSettled] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [])
  if (live !== 'status') return <Box {...box} role={live} />
  // It takes its place from the start: a button that moves during a press is not pressed.
  return (
    <div role="status">
      <div class={settled ? undefined : 'notice-unsaid'}>
        <Box {...box} />
      </div>
    </div>
  )
}

interface BoxProps extends Omit<NoticeProps, 'live'> {
  readonly role?: 'alert' | undefined
}

function Box({ tone = 'info', title, times, role, children }: BoxProps) {
  const ToneIcon = ICONS[tone]
  return (
    <div class={`notice notice-${tone}`} role={role}>
      <ToneIcon />
      <div class="notice-body">
        {title && (
          <p key={times} class="notice-title">
            {title}
          </p>
        )}
        {children}
      </div>
    </div>
  )
}
