import { Notice } from '../../../ui/notice.tsx'
import { site } from '../../../wire/site.ts'
import { localOnly as say } from './messages/first.ts'

/** Tells people who try Rekey on their own computer why their phone cannot open this address. */
export function LocalOnlyNotice() {
  return (
    <Notice tone="warn" title={say.title}>
      <p>
        {say.text(site.publicUrl)} {say.phone}
      </p>
    </Notice>
  )
}
