import { sendSignal } from '@simplewebauthn/browser'
import type { AccountPage } from '../../shared/account-page.ts'

type Signal = Parameters<typeof sendSignal>[0]

/** Signals only help the password manager. A browser without them loses nothing. */
async function trySignal(signal: Signal): Promise<void> {
  try {
    await sendSignal(signal)
  } catch {
    // Not supported here, or refused: the server's own list still decides.
  }
}

/** Tells the password manager that this passkey is unknown here, so that it stops offering it. */
export function signalUnknownPasskey(rpID: string, credentialID: string): Promise<void> {
  return trySignal({ signalName: 'unknownCredential', rpID, credentialID })
}

/** Tells the password manager which passkeys the account has. */
export async function signalPasskeys({ rpId, userHandle, passkeys }: AccountPage): Promise<void> {
  // Suspended or frozen passkeys may come back, so they are listed too.
  const allAcceptedCredentialIDs = passkeys.map(({ id }) => id)
  await trySignal({
    signalName: 'allAcceptedCredentials',
    rpID: rpId,
    userID: userHandle,
    allAcceptedCredentialIDs,
  })
}

/** Tells the password manager the name of the account, under which it lists the passkeys. */
export async function signalName({ rpId, userHandle, name }: AccountPage): Promise<void> {
  await trySignal({
    signalName: 'currentUserDetails',
    rpID: rpId,
    userID: userHandle,
    userName: name,
    userDisplayName: name,
  })
}
