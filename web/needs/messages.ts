import type { Words } from '../messages/words.ts'
import type { Need } from './missing-need.ts'

const BROWSERS = 'Chrome, Edge, Firefox or Safari'

/** What is missing at this address or in this browser, said before anything is begun. */
export const needWords: Record<Need, Words> = {
  'secure-address': {
    sentence: 'Passkeys don’t work at this address, because it isn’t secure.',
    next: 'Open this page at an address that starts with https://.',
  },
  'own-address': {
    sentence: 'This isn’t the site’s own address, so this page won’t work here.',
    next: 'Open this page at the site’s own address:',
  },
  passkeys: {
    sentence: 'This browser can’t create passkeys.',
    next: `Open this page in ${BROWSERS}. If you’re inside another app, look in its menu for “Open in browser”.`,
  },
  cookies: {
    sentence: 'This browser blocks cookies for this site.',
    next: 'Without them you can’t sign in. Allow cookies for this site in the browser’s settings, then load the page again.',
  },
  storage: {
    sentence: 'This browser keeps nothing for this site.',
    next: `This can take days, and the browser has to remember where you are. If this is a private window, open this page in a normal one. If not, use ${BROWSERS}, or allow this site to store data.`,
  },
}

/** The same on pages where no passkey is created yet. */
export const signInNeedWords: Record<Need, Words> = {
  ...needWords,
  passkeys: { ...needWords.passkeys, sentence: 'This browser can’t use passkeys.' },
}

/** The same for a device that approves: it signs in with a passkey and creates none. */
export const approveNeedWords: Record<Need, Words> = {
  ...needWords,
  passkeys: {
    sentence: 'This browser can’t use passkeys.',
    next: `Open this page in ${BROWSERS}, then scan the code again. If you’re inside another app, scan it with the camera app instead.`,
  },
}

/** Nothing is kept after a reload. The rest works. */
export const forgets: Words = {
  sentence: 'This browser stores nothing for this site.',
  next: 'Keep this page open until you’re done. If it loads again, you’ll have to start again.',
}

export const address = {
  label: 'Address of this page',
  copy: 'Copy address',
  reload: 'Load the page again',
}
