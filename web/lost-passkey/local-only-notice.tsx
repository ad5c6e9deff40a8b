import { localOnly as say } from '../messages/lost-passkey.ts'
import { Notice } from '../ui/notice.tsx'
import { site } from '../ui/site.ts'

/** Tells those who try Rekey on their own computer why their phone cannot follow. */
export function LocalOnlyNotice() {
  return (
    <Notice tone="warn" title={say.title}>
      <p>
        {say.text(site.publicUrl)} {say.phone}
      </p>
    </Notice>
  )
}
