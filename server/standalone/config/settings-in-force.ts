import type { SettingRow } from '../../../shared/admin.ts'
import { describeConfig } from './describe-config.ts'
import { VARIABLES } from './variables.ts'

/** An address can have a password before its host, or a key after a question mark. */
const HOLDS_A_KEY = /:\/\/[^/\s]*@|\?/

/** Every setting as it was given, or the words for its default. For a secret, only whether it is set. */
export function settingsInForce(
  environment: Readonly<Record<string, string | undefined>>,
): readonly SettingRow[] {
  return describeConfig().map(({ name, default: standard }) => {
    const text = environment[name]?.trim() ?? ''
    if (text === '') return { name, value: standard.replaceAll('`', ''), set: false }
    const isSecret = 'secret' in VARIABLES[name] || HOLDS_A_KEY.test(text)
    if (isSecret) return { name, value: null, set: true } // [A125]
    return { name, value: text, set: true }
  })
}
