import { times } from '../../messages/counts.ts'
import { formatAppointment } from '../../messages/moments.ts'

// Words of the screens of a slow recovery, whatever method it is by.

/** `on Saturday 21 Nov at 22:14`, `tomorrow at 22:14`. */
function on(at: number, now: number): string {
  const words = formatAppointment(at, now)
  return words.startsWith('to') ? words : `on ${words}`
}

export const loading = { heading: 'One moment…', text: 'Looking for what you started in this browser.' }

export const start = {
  second: (needed: boolean) =>
    needed
      ? 'You need a second way too. The next screen asks for it.'
      : 'Do you have a second way too? Two are faster than one. The next screen asks for it.',
  sameBrowser:
    'Use a browser that you’ll still have in a few days, and no private window: it has to remember where you are.',
}

export const otherWays = {
  people: 'Support can check who I am',
  /** After the name of a way. */
  waits: (days: 0 | 1 | 3 | null) =>
    days === null
      ? ''
      : days === 0
        ? ': then you don’t wait.'
        : `: then you wait ${times(days, 'day', 'days')} at most.`,
  link: 'A recovery link from support. Open it in this browser.',
}

/** How long there is for the next step, where one is due: then the recovery ends. */
export const due = (at: number, now: number) =>
  `You have until ${formatAppointment(at, now)}. Then this ends, and you start again.`

/** The list of what is done, what is next and until when. */
export const way = {
  name: 'Where you are',
  done: 'Done:',
  void: 'Doesn’t count now:',
  now: 'Now:',
  next: 'Next:',
  at: (at: number, now: number) => formatAppointment(at, now),
  /** After what was done. */
  tooNew: (done: string) => `${done}, but set up too recently to count`,
  wait: 'Waiting time',
  paused: 'Paused',
  until: (at: number, now: number) => `until ${formatAppointment(at, now)}`,
  left: (time: string) => `${time} left`,
  waited: 'Waiting time is over',
  another: 'Show in a second way that it’s you',
  older: 'Show that it’s you in a way that counts',
  create: 'Create your new passkey and sign in with it',
}

export const onHold = {
  heading: (until: number | null, now: number) =>
    until === null ? 'Come back later' : `Come back ${on(until, now)}`,
  text: (name: string) =>
    `So far, so good. Before you can create a new passkey for ${name}, there’s a waiting time. It protects you if someone else is trying to get in.`,
  /** Where there is more than one. */
  counted: (ways: number) => `Accepted. You’ve now shown in ${ways} ways that it’s you.`,
  closeTitle: 'You can close this page.',
  close: 'Come back in this browser, on this device. It remembers where you are. The address:',
  open: 'Keep this page open.',
  notStored: 'This browser couldn’t store where you are.',
  ends: (at: number, now: number) =>
    `Come back by ${formatAppointment(at, now)}. After that, this ends and you start again.`,
  keep: 'Until then, don’t delete this site’s data in your browser.',
  tap: 'This browser forgets sites that you don’t use. So open this page every few days, and tap anywhere on it.',
  told: 'What your other devices see',
  toldText: (name: string) =>
    `Every device that’s signed in as ${name} shows this recovery: from which device and network, how, and until when. It also shows a button that stops it. If you’re signed in somewhere, don’t press that button.`,
  faster: 'Can it go faster?',
  fasterText: (ways: number) =>
    ways > 1
      ? 'Another way can make it faster. If you can, use it too:'
      : 'Two ways are faster than one. They’re safer too: what one way alone brings, someone with your old device can undo. If you can, use another way too:',
  found: 'Found your passkey?',
  foundText: 'Sign in with it. You can stop this recovery there, or just leave it.',
  signIn: 'Go to sign-in',
}

export const paused = {
  heading: 'Someone paused this recovery',
  text: (until: number | null, now: number) =>
    `Someone who is signed in to this account, or reads its mail, paused it. Nothing is lost: ${until === null ? 'you can continue later' : `you can continue ${on(until, now)}`}.`,
  next: 'You can close this page and come back in this browser.',
  another: 'Do you have another way to show that it’s you?',
  anotherText: 'If the link in a mail paused this, using another way ends the pause:',
  who: 'Do you know who it was? Ask them. If you think that someone else is in your account, get help now.',
}

export const again = {
  heading: 'The waiting time is over',
  text: (name: string) => `Show once more that it’s you. Then you create a new passkey for ${name}.`,
  other: 'Or in another way:',
}

export const another = {
  heading: 'One more step to show it’s you',
  text: 'One way isn’t enough here: it takes two different ones. The first one is done. Now choose another:',
  tooNew:
    'What you used was set up too recently to count now: something on this account was stopped, and isn’t settled yet. Use a way that was set up before that, or get help:',
  /** Before the field of a way that was too new. */
  sameAge: 'Or here again, but only with something older: what’s just as new doesn’t count either.',
  nothing: 'No other way?',
}

export const ready = {
  heading: 'Create your new passkey',
  text: 'That’s all we needed.',
  account: 'The new passkey will open this account:',
  look: 'Read the name. If it isn’t your account, don’t create a passkey. Get help instead.',
}

/** A proof of another account was refused. */
export const otherAccount = {
  here: (name: string) =>
    `Here you’re getting back into ${name}. You can start again for the other account. Then this browser can’t go on with ${name}.`,
  again: 'Start again for the other account',
}

export const moved = {
  heading: 'This recovery continues in another browser',
  text: 'What you used here was used there too. Now it can only be finished in that browser, and the waiting time started again.',
  notYou:
    'Wasn’t that you? Then someone else has what you used here. If you’re still signed in on any device, stop the recovery there. If not, get help now.',
  again: 'Start again in this browser',
}

export const gone = {
  heading: 'This recovery is no longer here',
  text: 'It ended, or too much time has passed.',
  again: 'Start again',
}

/** Its passkey has signed in. */
export const done = { again: 'Lost it again? Start again' }

/** Its passkey has signed in, and was stopped after that. */
export const stopped = {
  'passkey-paused': {
    heading: (until: number, now: number) => `Your new passkey works again ${on(until, now)}`,
    text: 'Someone who has an older passkey of this account paused it. Nothing is lost, and there’s nothing left to do here: sign in with your new passkey then. An older passkey can pause it only once.',
  },
  'passkey-tied': {
    heading: 'Two older passkeys stopped your new one',
    text: 'You showed in two ways that it’s you. Whoever stopped your new passkey has two older ones. So neither side can go on alone, and waiting doesn’t help.',
    next: 'Ask support: they decide who is right, and can give you a recovery link. Once you have it, start again with it.',
  },
  'passkey-frozen': {
    heading: 'An older passkey stopped your new one',
    text: 'If it was you or someone you know, unfreeze it in your account, on the device that stopped it. If not, start again and show in two different ways that it’s you: then one older passkey can only pause it.',
  },
  undone: {
    heading: 'This recovery was undone',
    text: 'Your new passkey doesn’t work any more. An older passkey of the account, support, or a newer recovery took it back. If it wasn’t you or someone you know, start again and show in two different ways that it’s you, or get help.',
  },
} as const

export const ended = {
  nothing: 'Nothing was changed in your account.',
  again: 'Start again',
}
