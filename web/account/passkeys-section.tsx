import { useCallback, useState } from 'preact/hooks'
import type { SectionProps } from '../owner/section-props.ts'
import { useOpenedBy } from '../owner/use-opened-by.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Section } from '../ui/section.tsx'
import { AddPasskeyDialog } from './add-passkey-dialog.tsx'
import { goToHealth } from './health-section.tsx'
import { passkeys as say } from './messages/passkeys.ts'
import { PasskeyItem } from './passkey-item.tsx'
import { soleKeeper, soleKeeperWords } from './sole-keeper.ts'

interface PasskeysSectionProps extends SectionProps {
  /** Reads the account again. */
  readonly onPerhaps: () => void
}

/** "Passkeys": what opens this account, and adding to it. */
export function PasskeysSection({ page, onDone, onPerhaps }: PasskeysSectionProps) {
  const [adding, setAdding] = useState(false)
  const onProbation = page.probationUntil !== null
  const sole = soleKeeper(page.passkeys)
  const verdict = sole && !onProbation && soleKeeperWords(sole)
  const add = useCallback(() => setAdding(true), [])
  useOpenedBy('add-passkey', add)
  return (
    <Section heading={say.heading}>
      <ul class="rows">
        {page.passkeys.map((passkey) => (
          <PasskeyItem
            key={passkey.id}
            page={page}
            passkey={passkey}
            sole={sole?.passkey === passkey ? sole : null}
            frozenHere={onProbation}
            onAdd={add}
            onDone={onDone}
          />
        ))}
      </ul>
      {verdict && (
        <Notice title={verdict.sentence}>
          <p>{verdict.next}</p>
        </Notice>
      )}
      {!onProbation && (
        <Button kind="secondary" onPress={add}>
          {say.add}
        </Button>
      )}
      {adding && !onProbation && (
        <AddPasskeyDialog
          onClose={() => setAdding(false)}
          onPerhaps={onPerhaps}
          onAdded={() => {
            setAdding(false)
            onDone(say.added)
            // Once the dialog has given the focus back.
            requestAnimationFrame(goToHealth)
          }}
        />
      )}
    </Section>
  )
}
