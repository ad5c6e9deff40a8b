/** What one of the better ways says; `phone` also has the button that starts it. */
export interface BetterWay {
  readonly id: 'this-device' | 'phone' | 'add' | 'restore' | 'deleted' | 'no-device'
  readonly question: string
  readonly text: string
  readonly places?: readonly { readonly name: string; readonly where: string }[]
  readonly link?: { readonly label: string; readonly href: string }
}

export const betterWaysHeading = 'Is there a better way?'

/** Ways that spare people the code. The last one says honestly what else this site offers. */
export const betterWays: readonly BetterWay[] = [
  {
    id: 'phone',
    question: 'Passkey on a phone nearby?',
    text: 'Then it is not lost: use it from here. Your browser shows a code of its own for the phone, which must be close by with Bluetooth on. Then this device gets a passkey too.',
  },
  {
    id: 'restore',
    question: 'New phone?',
    text: 'Passkeys come along when the phone is set up from the old one. Restore it first, then sign in.',
    places: [
      { name: 'iPhone', where: 'Settings > your name > iCloud > Passwords and Keychain: on' },
      { name: 'Android', where: 'Settings > Google > All services > Restore; then the same screen lock' },
      { name: '1Password, Bitwarden and others', where: 'install the app and sign in to it' },
    ],
  },
  {
    id: 'deleted',
    question: 'Deleted by accident?',
    text: 'Many password managers keep deleted passkeys for about 30 days. Look here, then sign in:',
    places: [
      { name: 'iCloud Keychain', where: 'the Passwords app > Deleted (recently deleted)' },
      {
        name: 'Google Password Manager',
        where: 'in Chrome or at passwords.google.com: look for hidden or recently deleted passkeys',
      },
      { name: '1Password', where: 'Recently Deleted, in the side bar' },
      { name: 'Bitwarden', where: 'Trash, in the side bar' },
    ],
  },
  {
    id: 'no-device',
    question: 'No other device?',
    text: 'Without a device where you are signed in, this site can help you only in person: ask its support. Tell nobody a PIN, and let nobody scan a code of yours.',
  },
]

/** While there is no code to be had: what needs none comes first. */
export const waysWithoutCode: readonly BetterWay[] = [
  {
    id: 'this-device',
    question: 'A passkey on this device after all?',
    text: 'Then sign in with it. Signing in is never locked.',
    link: { label: 'Sign in with a passkey', href: '/sign-in' },
  },
  {
    id: 'add',
    question: 'Signed in on another device?',
    text: 'Choose “Add a passkey” under “Passkeys” there. In the window that opens, choose a password manager or security key that you can use here too, or this device if it is offered. Then sign in here with it.',
  },
  ...betterWays,
]

export const phoneNearby = {
  start: 'Use the passkey on my phone',
  signedIn: (name: string) => `Welcome back, ${name}. Now create a passkey for this device.`,
  create: 'Create passkey for this device',
  skip: 'Not on this device',
}
