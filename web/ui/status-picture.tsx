import './status-picture.css'
import type { ComponentChildren } from 'preact'
import { LineDrawing } from './line-drawing.tsx'

/** What a screen is about, at a glance. */
export type Status = 'scan' | 'wait' | 'later' | 'ask' | 'done' | 'stop'

const PICTURES: Record<Status, ComponentChildren> = {
  scan: (
    <>
      <path d="M6 14V8.5A2.5 2.5 0 0 1 8.5 6H14m20 0h5.5A2.5 2.5 0 0 1 42 8.5V14m0 20v5.5a2.5 2.5 0 0 1-2.5 2.5H34m-20 0H8.5A2.5 2.5 0 0 1 6 39.5V34" />
      <path d="M14 14h8v8h-8zm12 0h8v8h-8zm-12 12h8v8h-8zm12 0h3m5 0v3m-8 5h3m5-1v1" />
    </>
  ),
  wait: (
    <>
      <rect x="17" y="13" width="14" height="22" rx="3" />
      <path d="M23 31h2" />
      <path class="status-turn" d="M24 4a20 20 0 0 1 20 20M24 44A20 20 0 0 1 4 24" />
    </>
  ),
  later: (
    <>
      <circle cx="24" cy="24" r="18" />
      <path d="M24 13v11l7 5" />
    </>
  ),
  ask: (
    <>
      <circle cx="19" cy="17" r="7" />
      <path d="M6 41c0-8 5-13 13-13s13 5 13 13M33 11a4.5 4.5 0 1 1 6 4.2c-1 .5-1.5 1.3-1.5 2.8m0 5.5v.1" />
    </>
  ),
  done: (
    <>
      <circle cx="24" cy="24" r="18" />
      <path d="m15.5 24.5 6 6 11-12" />
    </>
  ),
  stop: <path d="M17 6h14l11 11v14L31 42H17L6 31V17zM24 15v11m0 7v.1" />,
}

/** It only decorates: the heading below says the same. */
export function StatusPicture({ status }: { readonly status: Status }) {
  return (
    <div class={`status-picture status-${status}`}>
      <LineDrawing size={48} line={3}>
        {PICTURES[status]}
      </LineDrawing>
    </div>
  )
}
