const KEY = 'rekey.lost-passkey.by-pin'

/** The way by PIN was chosen in this tab: it stays so through a claim that ended, and a reload. */
let chosen = readKept()

/** Whether the PIN takes the place of the QR code. */
export function isByPin(): boolean {
  return chosen
}

export function keepByPin(byPin: boolean): void {
  chosen = byPin
  try {
    if (byPin) sessionStorage.setItem(KEY, '1')
    else sessionStorage.removeItem(KEY)
  } catch {
    // No storage: then a reload shows the QR code.
  }
}

function readKept(): boolean {
  try {
    return sessionStorage.getItem(KEY) !== null
  } catch {
    return false
  }
}
