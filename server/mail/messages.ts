import type { Whence } from './content.ts'
import { foreignName } from './foreign-name.ts'
import type { Letter, MailSite } from './letter.ts'
import { whenceFacts } from './notices/messages.ts'

/** The code that confirms an address. */
export function addressCode(
  { code, account, from }: { readonly code: string; readonly account: string; readonly from: Whence },
  { name }: MailSite,
): Letter {
  return {
    subject: `Your code for ${name}`,
    blocks: [
      { text: `Someone who is signed in to ${name} wants to add this e-mail address to an account there.` },
      { text: 'If that is you, type this code on the page. It works for 10 minutes.' },
      { code: grouped(code) },
      { facts: [['Account', foreignName(account)], ...whenceFacts(from)] },
      {
        text: 'If it isn’t you, do nothing. Without the code, your address is not added. Don’t tell anyone the code.',
      },
    ],
  }
}

/** To the owner of an address that somebody else wanted to add. */
export function addressTaken({ from }: { readonly from: Whence }, { name }: MailSite): Letter {
  return {
    subject: `Your address at ${name}`,
    blocks: [
      {
        text: `Someone who is signed in to ${name} wanted to add this e-mail address to an account. It belongs to an account there already, so nothing was changed.`,
      },
      { facts: whenceFacts(from) },
      {
        text: 'If that was you, remove the address from the other account first. If not, there’s nothing to do.',
      },
    ],
  }
}

/** Two groups of four are easier to read. The page takes them with or without the space. */
export function grouped(code: string): string {
  return code.replace(/^(\d{4})(\d{4})$/, '$1 $2')
}
