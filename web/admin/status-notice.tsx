import { useEffect, useRef } from 'preact/hooks'
import type { AdminFigures, Status } from '../../shared/admin.ts'
import { announce } from '../ui/announcer.tsx'
import { Notice } from '../ui/notice.tsx'
import { statusWords } from './messages/status.ts'

const TONES: Record<Status, 'good' | 'info' | 'warn' | 'bad'> = {
  quiet: 'good',
  look: 'warn',
  contained: 'warn',
  hurting: 'bad',
  full: 'bad',
}

/** The status in one word, and whether people still get back in. It is read out when it changes. */
export function StatusNotice({ figures }: { readonly figures: AdminFigures }) {
  const { status } = figures
  const { sentence, next } = statusWords(figures)
  const known = useRef(status)
  useEffect(() => {
    if (known.current !== status) announce(`${sentence}.`)
    known.current = status
  }, [status])
  return (
    <div class="status">
      <Notice tone={TONES[status] ?? 'warn'} title={sentence}>
        <p>{next}</p>
      </Notice>
    </div>
  )
}
