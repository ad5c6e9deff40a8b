import { useEffect, useRef, useState } from 'preact/hooks'
import type { RequestOffer } from '../../shared/api.ts'
import type { Ceremony } from '../webauthn/ceremony-failure.ts'
import { CEREMONY_LIVES_MS } from '../webauthn/challenge-lives.ts'
import { getPasskeyByAutofill } from '../webauthn/get-passkey.ts'
import { post } from '../wire/http.ts'

type Assertion = Extract<Awaited<ReturnType<typeof getPasskeyByAutofill>>, Ceremony<unknown> & { ok: true }>

/** What the first sign of a person looks like; each of them comes before a textbox gets the focus. */
const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'focusin']

/**
 * While `wanted`, and from the first sign of a person on, the browser offers passkeys in the textbox, until one was
 * chosen: what answers by itself would choose a refused one again and again. A page that nobody touches spends no
 * challenge, which is renewed before it ends.
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
      const assertion = await getPasskeyByAutofill(offer.body.options)
      // Without a choice it was ended by the button, by its own renewal, or is not there in this browser.
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
