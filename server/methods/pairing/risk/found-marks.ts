import type { PageKey } from '../../../../shared/ids.ts'
import type { DualReason } from '../../../../shared/pairing.ts'
import { RISK } from '../../../limits/numbers.ts'
import { namedPageMarks, pageMarks } from '../indexes.ts'
import type { PairingSecrets } from '../secrets.ts'
import type { Marks } from './marks.ts'
import { sticks } from './policy.ts'

interface FoundMarksDeps {
  readonly marks: Marks
  readonly secrets: Pick<PairingSecrets, 'tag'>
}

/** The page that marks are about, with the folded name that was typed on it. */
export interface MarkedPage {
  readonly pageKey: PageKey
  readonly browser: string
  readonly name: string | null
}

/**
 * Makes the reasons that the risk policy has just found stick. If a reason sticks already, finding it again does
 * not prolong it.
 */
export interface FoundMarks {
  /** All subjects whose marks count for a page. */
  subjectsOf(page: MarkedPage): string[]
  set(subjects: readonly string[], known: readonly DualReason[], found: readonly DualReason[]): Promise<void>
  /**
   * Makes reasons stick to a page. `same-name` sticks to the page only together with the typed name. Otherwise,
   * after another name was typed there, that name's account would learn something about the first name.
   */
  setPage(page: MarkedPage, known: readonly DualReason[], found: readonly DualReason[]): Promise<void>
}

export function createFoundMarks({ marks, secrets }: FoundMarksDeps): FoundMarks {
  async function set(
    subjects: readonly string[],
    known: readonly DualReason[],
    found: readonly DualReason[],
  ): Promise<void> {
    const fresh = found.filter((reason) => sticks(reason) && !known.includes(reason))
    await Promise.all(fresh.map((reason) => marks.set(subjects, reason, RISK.mark)))
  }

  return {
    subjectsOf({ pageKey, browser, name }) {
      const named = name === null ? [] : namedPageMarks(secrets, pageKey, browser, name)
      return [...pageMarks(secrets, pageKey, browser), ...named]
    },
    set,
    async setPage({ pageKey, browser, name }, known, found) {
      if (found.length === 0) return
      const general = found.filter((reason) => reason !== 'same-name')
      await set(pageMarks(secrets, pageKey, browser), known, general)
      if (name === null || general.length === found.length) return
      await set(namedPageMarks(secrets, pageKey, browser, name), known, ['same-name'])
    },
  }
}
