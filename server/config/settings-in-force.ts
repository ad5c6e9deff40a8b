import type { SettingRow } from '../../shared/admin.ts'
import { describeConfig } from './describe-config.ts'
import { VARIABLES } from './variables.ts'

/** Every setting as it was given, or the words for its default. Of a secret it is said only whether it is set. */
export function settingsInForce(
  environment: Readonly<Record<string, string | undefined>>,
): readonly SettingRow[] {
  return describeConfig().map(({ name, default: standard }) => {
    const text = environment[name]?.trim() ?? ''
    if (text === '') return { name, value: standard.replaceAll('`', ''), set: false }
    if ('secret' in VARIABLES[name]) return { name, value: null, set: true } // [A125]
    return { name, value: text, set: true }
  })
}
