interface PageKind {
  /** Below `web/`; its bundle begins at `main.tsx` there. */
  readonly folder: string
  readonly title: string
}

/** Every page by its path. A new one stands here, and everything that walks the pages walks it too. */
export const PAGES = {
  '/': { folder: 'home', title: 'Welcome' },
  '/sign-up': { folder: 'sign-up', title: 'Create account' },
  '/sign-in': { folder: 'sign-in', title: 'Sign in' },
  '/how-it-works': { folder: 'how-it-works', title: 'How it works' },
  '/lost-passkey': { folder: 'methods/pairing/requesting', title: 'Lost your passkey?' },
  '/approve': { folder: 'methods/pairing/approving', title: 'Approve another device' },
  '/account': { folder: 'account', title: 'Your account' },
  '/admin': { folder: 'admin', title: 'Console' },
} as const satisfies Readonly<Record<`/${string}`, PageKind>>

export type PagePath = keyof typeof PAGES

export const PAGE_PATHS = Object.keys(PAGES) as readonly PagePath[]

/** What the server answers in place of a page, in the look of the site. */
export const ANSWER_FOLDER = 'answer'
