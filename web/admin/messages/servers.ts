import type { NodeStateRow } from '../../../shared/admin.ts'
import { formatRough } from '../../messages/durations.ts'

const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })

/** Words of the section "Servers". */
export const servers = {
  heading: 'Servers',
  runs: (version: string, stores: string) => `Rekey ${version}: ${stores}.`,
  none: 'No server has reported yet.',
  caption: 'The servers of this site',
  columns: { host: 'Server', state: 'State', since: 'Running since', version: 'Version' },
  own: 'You’re connected to this one',
  state: ({ silent, sql, agoMs }: NodeStateRow) => {
    if (silent) return `Not heard from for ${formatRough(agoMs)}`
    return sql ? 'Running, reaches its stores' : 'Running, but can’t reach the database'
  },
  since: (at: number) => moment.format(at),
  settings: (set: number, all: number) => `Settings: ${set} of ${all} set`,
  settingsIntro: 'The settings of the server you’re connected to. Secrets aren’t shown.',
  settingsCaption: 'Settings in force',
  settingColumns: { name: 'Setting', value: 'Value' },
  secret: 'Set (not shown)',
  standard: '(default)',
}
