/** Words of `/how-it-works`. */
export const howItWorks = {
  heading: 'How it works',
  intro:
    'Lost your passkey? A device where you’re still signed in can let you back in. It takes about a minute.',
  steps: [
    {
      title: 'Open “Lost your passkey?” on the device that can’t sign in.',
      text: 'It shows a QR code. If you have no camera, use a PIN instead.',
    },
    {
      title: 'Scan the code with a device where you’re signed in.',
      text: 'It shows you who’s asking, with which browser and from which network.',
    },
    {
      title: 'Approve there.',
      text: 'You confirm with your fingerprint, your face or your screen lock. If anything looks wrong, choose “Deny”.',
    },
    {
      title: 'Create your new passkey on the first device.',
      text: 'Then sign in with it once. That’s all.',
    },
  ],
  safe: 'Why it’s safe',
  reasons: [
    'Only a device where you’re signed in can let you back in, and only after you confirm with a passkey. Knowing your account name is not enough.',
    'The code changes all the time and expires after a few minutes.',
    'All your signed-in devices tell you about it. If it wasn’t you, you can stop it with an older passkey for a whole week.',
    'On its first day, the new passkey can sign in but can’t change your settings.',
  ],
  scam: {
    title: 'Did someone ask you to scan a code, or to tell them a PIN?',
    text: 'Then it’s a scam, whoever they say they are. Don’t scan it, and don’t approve anything.',
  },
  none: 'No other device?',
  noneText:
    'First see if your passkey is somewhere else: in a password manager, on another phone, or on a security key. If you find it, you can just sign in.',
  noneHelp:
    'Not signed in anywhere, and no passkey left? Open “Lost your passkey?”, and “No other device?” at its end. There you see which other ways this site has, such as backup codes. None of them works for you?',
  lost: 'Lost your passkey?',
  signIn: 'Sign in with a passkey',
}
