const KEY = 'rekey.lost-passkey.by-pin'

/** Whether the PIN was chosen in this tab. This stays after a claim that ended, and after a reload. */
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
