interface Page {
  /** Below `web/`; its bundle begins at `main.tsx` there. */
  readonly folder: string
  readonly title: string
  /** It is one side of a recovery, so the browser gets the cookie that tells browsers apart. */
  readonly isSide?: true
  /** It scans codes, so it may use the camera and compile WebAssembly. */
  readonly scans?: true
}

/** Every page by its path. The build, the server and the tests take their pages from this list. */
export const PAGES = {
  '/': { folder: 'home', title: 'Welcome' },
  '/sign-up': { folder: 'sign-up', title: 'Create account' },
  '/sign-in': { folder: 'sign-in', title: 'Sign in' },
  '/how-it-works': { folder: 'how-it-works', title: 'How it works' },
  '/lost-passkey': { folder: 'methods/pairing/requesting', title: 'Lost your passkey?', isSide: true },
  '/approve': {
    folder: 'methods/pairing/approving',
    title: 'Approve another device',
    isSide: true,
    scans: true,
  },
  '/backup-code': {
    folder: 'methods/backup-codes/requesting',
    title: 'Use a backup code',
    isSide: true,
  },
  '/email-code': {
    folder: 'methods/email/requesting',
    title: 'Get a code by e-mail',
    isSide: true,
  },
  '/email-link': { folder: 'methods/email/link-page', title: 'Your code', isSide: true },
  '/support-case': {
    folder: 'methods/assisted/case-page',
    title: 'I have nothing',
    isSide: true,
  },
  '/recover': { folder: 'methods/assisted/link-page', title: 'Make a new passkey', isSide: true },
  '/contact': {
    folder: 'methods/contacts/requesting',
    title: 'Ask someone to vouch for you',
    isSide: true,
  },
  '/vouch': { folder: 'methods/contacts/vouch-page', title: 'Vouch for someone', isSide: true },
  '/pause': { folder: 'pause-link', title: 'Pause a recovery' },
  '/account': { folder: 'account', title: 'Your account' },
  '/admin': { folder: 'admin', title: 'Console' },
} as const satisfies Readonly<Record<`/${string}`, Page>>

export type PagePath = keyof typeof PAGES

export const PAGE_PATHS = Object.keys(PAGES) as readonly PagePath[]

/** The entry of a page in the list. */
export const pageAt = (path: PagePath): Page => PAGES[path]

/** The folder of the page that the server answers if there is no page to give. */
export const ANSWER_FOLDER = 'answer'
