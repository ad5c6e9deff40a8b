import { type Ceremony, runCeremony } from './ceremony-failure.ts'

let open = 0

/** Whether a person has opened a passkey window on this page that has not ended. */
export function isWindowOpen(): boolean {
  return open > 0
}

/** Runs a ceremony with a window. For the other parameters and the answer, see runCeremony. */
export async function openWindow<Credential>(
  timeoutMs: number | undefined,
  start: () => Promise<Credential>,
): Promise<Ceremony<Credential>> {
  open += 1
  try {
    return await runCeremony(timeoutMs, start)
  } finally {
    open -= 1
  }
}
