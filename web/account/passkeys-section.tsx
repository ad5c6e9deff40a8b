import { useState } from 'preact/hooks'
import { passkeys as say } from '../messages/passkeys.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Section } from '../ui/section.tsx'
import { AddPasskeyDialog } from './add-passkey-dialog.tsx'
import { PasskeyItem } from './passkey-item.tsx'
import type { SectionProps } from './section-props.ts'

/** "Passkeys": what opens this account, and adding to it. */
export function PasskeysSection({ page, onDone }: SectionProps) {
  const [adding, setAdding] = useState(false)
  const onProbation = page.probationUntil !== null
  const working = page.passkeys.filter(
    ({ status, probationUntil }) => status === 'active' && probationUntil === null,
  )
  return (
    <Section heading={say.heading} intro={say.intro}>
      <ul class="rows">
        {page.passkeys.map((passkey) => (
          <PasskeyItem
            key={passkey.id}
            page={page}
            passkey={passkey}
            last={working.length === 1 && working[0] === passkey}
            frozenHere={onProbation}
            onDone={onDone}
          />
        ))}
      </ul>
      {!onProbation && working.length === 1 && (
        <Notice title={say.onlyOne.sentence}>
          <p>{say.onlyOne.next}</p>
        </Notice>
      )}
      {!onProbation && (
        <Button kind="secondary" onPress={() => setAdding(true)}>
          {say.add}
        </Button>
      )}
      {adding && (
        <AddPasskeyDialog
          onClose={() => setAdding(false)}
          onAdded={() => {
            setAdding(false)
            onDone(say.added)
          }}
        />
      )}
    </Section>
  )
}
