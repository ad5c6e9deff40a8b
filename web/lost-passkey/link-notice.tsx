import { linkWords } from '../messages/lost-passkey.ts'
import { Notice } from '../ui/notice.tsx'
import type { Link } from './connection.ts'

/** Says what is wrong with the connection, while something is. */
export function LinkNotice({ link }: { readonly link: Link }) {
  const words = linkWords[link]
  if (!words) return null
  return (
    <Notice tone="warn" live="status" title={words.sentence}>
      <p>{words.next}</p>
    </Notice>
  )
}
