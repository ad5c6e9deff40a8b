const KEY = 'rekey.lost-passkey.name'

/** Keeps the typed account name for this tab, so that a reload or a dropped tab need not ask again. */
export function keepName(name: string | null): void {
  try {
    if (name === null) sessionStorage.removeItem(KEY)
    else sessionStorage.setItem(KEY, name)
  } catch {
    // No storage: then it is typed again.
  }
}

/** The name that was typed in this tab before, if one was. */
export function keptName(): string | null {
  try {
    return sessionStorage.getItem(KEY)
  } catch {
    return null
  }
}
