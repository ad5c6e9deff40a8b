import { useMemo } from 'preact/hooks'
import type { Words } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { site } from '../wire/site.ts'
import { putLinkSecretBack } from '../wire/take-link-secret.ts'
import { CopyAddress } from './copy-address.tsx'
import { needWords, address as say } from './messages.ts'
import type { Need } from './missing-need.ts'

interface CannotHereProps {
  readonly need: Need
  readonly words?: Record<Need, Words>
}

/** Why the flow would fail at its end, shown instead of its beginning, and what to do. */
export function CannotHere({ need, words = needWords }: CannotHereProps) {
  const { sentence, next } = words[need]
  // Before the address is read, to be shown or loaded again.
  useMemo(putLinkSecretBack, [])
  return (
    <Notice tone="bad" live="alert" title={sentence}>
      <p>{next}</p>
      <WayOn need={need} />
    </Notice>
  )
}

function WayOn({ need }: Pick<CannotHereProps, 'need'>) {
  const own = ownAddress()
  switch (need) {
    case 'passkeys':
    case 'storage':
      return <CopyAddress address={own} />
    case 'cookies':
      return <Button onPress={() => location.reload()}>{say.reload}</Button>
    default:
      // If the site itself has no secure address, there is no link to one.
      if (new URL(own).origin === location.origin) return null
      return (
        <p>
          <a href={own} translate={false}>
            {own}
          </a>
        </p>
      )
  }
}

/**
 * This page at the site's own address, with the secret of a link that opened it. A scanned code is no longer in the
 * address by now, and is never passed on.
 */
function ownAddress(): string {
  return new URL(`${location.pathname}${location.hash}`, site.publicUrl).href
}
