import { useEffect, useRef } from 'preact/hooks'
import type { AccountPage } from '../../shared/account-page.ts'
import { signalName, signalPasskeys } from '../webauthn/signals.ts'

/**
 * Tells the password manager which passkeys the account has: once, and when one is gone. Not at every change, because
 * a passkey that is being registered at that moment would be missing, and the password manager would forget it. And tells
 * it the name of the account: once, and when that changes.
 */
export function useSignals(page: AccountPage): void {
  const told = useRef<ReadonlySet<string> | null>(null)
  useEffect(() => {
    const now = new Set<string>(page.passkeys.map(({ id }) => id))
    const before = told.current
    told.current = now
    if (!before || ![...before].every((id) => now.has(id))) void signalPasskeys(page)
  }, [page])
  useEffect(() => void signalName(page), [page.name])
}
