import { useEffect, useRef, useState } from 'preact/hooks'
import type { RequestOffer } from '../../shared/api.ts'
import type { Ceremony } from '../webauthn/ceremony-failure.ts'
import { CEREMONY_LIVES_MS } from '../webauthn/challenge-lives.ts'
import { getPasskeyByAutofill } from '../webauthn/get-passkey.ts'
import { post } from '../wire/http.ts'

type Assertion = Extract<Awaited<ReturnType<typeof getPasskeyByAutofill>>, Ceremony<unknown> & { ok: true }>

/** The events that show that a person uses the page. Each of them comes before a textbox gets the focus. */
const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'focusin']

/**
 * While `wanted`, and from the first event of a person on, the browser suggests passkeys in the textbox until one is
 * chosen. Software that answers by itself would otherwise choose a refused one again and again. A page that nobody
 * touches uses no challenge. The challenge is renewed before it expires.
 */
export function useAutofill(
  wanted: boolean,
  chosen: (offer: RequestOffer, assertion: Assertion) => Promise<void>,
): void {
  const someone = useSomebodyThere()
  const [round, setRound] = useState(0)
  const spent = useRef(false)
  useEffect(() => {
    if (!wanted || !someone || spent.current) return
    let over = false
    const renewal = setTimeout(() => setRound(round + 1), CEREMONY_LIVES_MS)
    void (async () => {
      const offer = await post('/api/sign-in/options', {})
      if (over || !offer.ok) return
      const assertion = await getPasskeyByAutofill(offer.body.options, () => !over)
      // Without a choice, the button or its own renewal ended it, or this browser does not have it.
      if (over || !assertion.ok) return
      spent.current = true
      await chosen(offer.body, assertion)
    })()
    return () => {
      over = true
      clearTimeout(renewal)
    }
  }, [wanted, someone, round])
}

function useSomebodyThere(): boolean {
  const [there, setThere] = useState(false)
  useEffect(() => {
    const seen = new AbortController()
    const notice = () => {
      seen.abort()
      setThere(true)
    }
    for (const sign of SIGNS) addEventListener(sign, notice, { passive: true, signal: seen.signal })
    return () => seen.abort()
  }, [])
  return there
}
