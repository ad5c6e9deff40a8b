import '../ui/fold.css'
import './way-back.css'
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'

interface WayBackProps {
  /** By which links of the page lead to it. */
  readonly name?: string
  readonly heading: string
  /** Whether this way would work now, in a few words. */
  readonly state: string
  /** It is set up, and nothing about it changes or needs its owner. */
  readonly settled: boolean
  readonly children: ComponentChildren
}

/**
 * One way back in: a line with its state, which unfolds. It is open from the start, and opens by itself, while it isn't
 * settled. It never closes by itself, because somebody may be in the middle of something.
 */
export function WayBack({ name, heading, state, settled, children }: WayBackProps) {
  const [open, setOpen] = useState(!settled)
  useEffect(() => {
    if (!settled) setOpen(true)
  }, [settled])
  return (
    <details class="fold way-back" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span class="way-back-line">
          <h4 id={name} tabIndex={-1}>
            {heading}
          </h4>
          <span>{state}</span>
        </span>
      </summary>
      <div class="fold-body">{children}</div>
    </details>
  )
}
