const KEY = 'rekey.lost-passkey.name'

/** Keeps the typed account name for this tab, so that a reload or a discarded tab does not ask again. */
export function keepName(name: string | null): void {
  try {
    if (name === null) sessionStorage.removeItem(KEY)
    else sessionStorage.setItem(KEY, name)
  } catch {
    // No storage: then it must be typed again.
  }
}

/** The name that was typed in this tab before, or null. */
export function keptName(): string | null {
  try {
    return sessionStorage.getItem(KEY)
  } catch {
    return null
  }
}
