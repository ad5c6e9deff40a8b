import type { AdminFigures, Status } from '../../../shared/admin.ts'
import { formatCount, times } from '../../messages/counts.ts'
import type { Words } from '../../messages/words.ts'

const SENTENCES: Record<Status, string> = {
  quiet: 'Quiet',
  look: 'Needs a look',
  contained: 'Under attack, contained',
  hurting: 'Under attack, people can’t get back in',
  full: 'Full: people have to wait',
}

/** How the deployment is, in one word, and whether people still get back in. */
export function statusWords({ status, recent, alarms, nodes }: AdminFigures): Words {
  const away = nodes.filter(({ silent, sql }) => silent || !sql).length
  const next = [
    alarms.length === 0 && away === 0 && 'No alarms. Nothing needs you right now.',
    away > 0 && `${times(away, 'server', 'servers')} in trouble: see “Servers”.`,
    peopleWords(status, recent),
  ]
  return { sentence: SENTENCES[status] ?? status, next: next.filter(Boolean).join(' ') }
}

function peopleWords(status: Status, { opened, done }: AdminFigures['recent']): string {
  const counts = `${times(opened, 'page', 'pages')} opened and ${formatCount(done)} recovered in the last 15 min.`
  if (status === 'contained' && done > 0) return `People still get back in: ${counts}`
  if (opened === 0 && done === 0) return 'Nobody tried to recover in the last 15 min.'
  return counts
}
