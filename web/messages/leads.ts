/** Pages that the words of other pages lead to: where, and what the link is called. */
export const LEADS = {
  account: { href: '/account', text: 'Open your account' },
  lost: { href: '/lost-passkey', text: 'Lost your passkey?' },
  ways: { href: '/lost-passkey', text: 'Other ways back in' },
} as const satisfies Readonly<Record<string, { readonly href: string; readonly text: string }>>

export type Lead = keyof typeof LEADS
