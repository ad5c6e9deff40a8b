import type { CreationOffer } from '../../shared/api.ts'
import { errorWords } from '../messages/errors.ts'
import type { Words } from '../messages/words.ts'
import { post } from '../wire/http.ts'
import { isPerhapsDone } from '../wire/page-error.ts'
import { createPasskey } from './create-passkey.ts'
import { ceremonyWords, perhapsAdded } from './messages.ts'

/**
 * How adding a passkey ended. `unused`: nothing was sent, so the offer is still good. `refused` and `perhaps`: it was
 * sent, and the server takes each offer once. A passkey that is made by it again would be refused, and can take the
 * place of the first one in its authenticator. `perhaps`: the answer was lost, so the passkey may have been added.
 */
type AddEnd =
  | { readonly end: 'added' }
  | { readonly end: 'unused' | 'refused' | 'perhaps'; readonly words: Words }

/** Creates a passkey and adds it to the account. Call it first thing in a press. */
export async function addPasskey({ challengeId, options }: CreationOffer): Promise<AddEnd> {
  const made = await createPasskey(options)
  if (!made.ok) return { end: 'unused', words: ceremonyWords[made.failure] }
  const answer = await post('/api/passkeys', { challengeId, credential: made.credential })
  if (answer.ok) return { end: 'added' }
  const { error } = answer
  if (!isPerhapsDone(error)) return { end: 'refused', words: errorWords(error) }
  return { end: 'perhaps', words: { ...errorWords(error), ...perhapsAdded } }
}
