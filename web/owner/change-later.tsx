import type { AccountPage } from '../../shared/account-page.ts'
import { changeLater } from './messages.ts'

/** From when on what stands here can be changed, where buttons are missing because the passkey is on probation. */
export function ChangeLater({ page: { probationUntil } }: { readonly page: AccountPage }) {
  return probationUntil !== null && <p class="soft">{changeLater(probationUntil)}</p>
}
