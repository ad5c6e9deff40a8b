/**
 * The text of one of the better ways. `phone` also has the button that starts it, `no-device` says how to get help.
 */
export interface BetterWay {
  readonly id: 'this-device' | 'phone' | 'add' | 'restore' | 'deleted' | 'no-device'
  readonly question: string
  readonly text: string
  readonly places?: readonly { readonly name: string; readonly where: string }[]
  readonly link?: { readonly label: string; readonly href: string }
}

export const betterWaysHeading = 'Other ways'

/** Ways that need no code. The last one says what else this site offers. */
export const betterWays: readonly BetterWay[] = [
  {
    id: 'phone',
    question: 'Passkey on a phone nearby?',
    text: 'Use it from here. Your browser shows a code for the phone, which must be nearby with Bluetooth on. Then create a passkey for this device too.',
  },
  {
    id: 'restore',
    question: 'New phone?',
    text: 'Your passkeys move with you when you set up the new phone from the old one. Restore it first, then sign in.',
    places: [
      { name: 'iPhone', where: 'Settings > your name > iCloud > Passwords and Keychain: on' },
      { name: 'Android', where: 'Settings > Google > All services > Restore; then use the same screen lock' },
      { name: '1Password, Bitwarden and others', where: 'install the app and sign in to it' },
    ],
  },
  {
    id: 'deleted',
    question: 'Deleted by accident?',
    text: 'Many password managers keep deleted passkeys for about 30 days. Restore yours here, then sign in:',
    places: [
      { name: 'iCloud Keychain', where: 'the Passwords app > Deleted (recently deleted)' },
      {
        name: 'Google Password Manager',
        where: 'in Chrome or at passwords.google.com: look for hidden or recently deleted passkeys',
      },
      { name: '1Password', where: 'Recently Deleted, in the sidebar' },
      { name: 'Bitwarden', where: 'Trash, in the sidebar' },
    ],
  },
  {
    id: 'no-device',
    question: 'No other device?',
    text: 'Look for your passkey in other places first: a password manager, an old phone, a security key. If you find one, sign in with it.',
    link: { label: 'Go to sign-in', href: '/sign-in' },
  },
]

/** For pages where nothing was lost, and nothing has to be found again. */
export const waysToAdd: readonly BetterWay[] = betterWays.filter(
  ({ id }) => id !== 'restore' && id !== 'deleted',
)

/** For screens without a code: the way that needs none comes first. */
export const waysWithoutCode: readonly BetterWay[] = [
  {
    id: 'this-device',
    question: 'Found a passkey on this device?',
    text: 'Sign in with it. Signing in is never locked.',
    link: { label: 'Sign in with a passkey', href: '/sign-in' },
  },
  {
    id: 'add',
    question: 'Signed in on another device?',
    text: 'Choose “Add a passkey” under “Passkeys” there. In the window that opens, choose a password manager or security key you can use here too, or this device if it’s offered. Then sign in here with it.',
  },
  ...betterWays,
]

export const noDevice = {
  found: 'If there’s none, choose what you have:',
  nothing: 'I have nothing:',
  unsure: 'Not sure?',
  else: 'If you’re not signed in anywhere and have no passkey left:',
  never: 'Never tell anyone a PIN or a backup code, or let anyone scan your code.',
}

export const phoneNearby = {
  start: 'Use the passkey on my phone',
  signedIn: (name: string) => `Welcome back, ${name}. Now create a passkey for this device.`,
  create: 'Create passkey for this device',
  skip: 'Not on this device',
  toAccount: 'Go to your account',
}
