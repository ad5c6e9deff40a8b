import { foldName } from '../../names/fold-name.ts'
import type { Pairing } from './machine.ts'

/** The name that was typed on a page, folded as indexes and PINs take it; null while none is. */
export function foldedNameOf({ binding }: Pick<Pairing, 'binding'>): string | null {
  return binding && foldName(binding.name)
}
