import { useCallback, useEffect, useRef } from 'preact/hooks'
import type { CreationOffer } from '../../shared/api.ts'
import type { CredentialId } from '../../shared/ids.ts'
import { createSilently } from '../webauthn/create-silently.ts'
import { signalUnknownPasskey } from '../webauthn/signals.ts'
import { post } from '../wire/http.ts'
import { isPerhapsDone } from '../wire/page-error.ts'
import { site } from '../wire/site.ts'

/** How the attempt ended. After `refused`, the offer is used up. */
type SilentEnd = 'none' | 'added' | 'refused'

/**
 * While its screen is shown, tries once to have the browser make a passkey by itself, and adds it. Only `onAdded` tells
 * of it: whatever fails, nobody asked for it. The result ends the attempt if it is still going on. Once that resolves,
 * no ceremony is running, and none will.
 */
export function useSilentPasskey(
  { challengeId, options }: CreationOffer,
  onAdded: (id: CredentialId) => void,
): () => Promise<SilentEnd> {
  const end = useRef(async (): Promise<SilentEnd> => 'none')
  useEffect(() => {
    const stop = new AbortController()
    const attempt = async (): Promise<SilentEnd> => {
      const credential = await createSilently(options, stop.signal)
      if (!credential) return 'none'
      const id = credential.id as CredentialId
      const answer = await post('/api/passkeys', { challengeId, credential })
      if (answer.ok) onAdded(id)
      else if (!isPerhapsDone(answer.error)) void signalUnknownPasskey(site.rpId, id)
      return answer.ok ? 'added' : 'refused'
    }
    const ended = attempt()
    end.current = () => {
      stop.abort()
      return ended
    }
    return () => stop.abort()
  }, [])
  return useCallback(() => end.current(), [])
}
