import type { RefObject } from 'preact'
import { useState } from 'preact/hooks'
import type { PasskeyRow } from '../../shared/api.ts'
import { passkeys as say } from '../messages/account.ts'
import { useFocusOnChange } from '../ui/focus-on-change.ts'
import { PasskeyActions } from './passkey-actions.tsx'
import { RenameForm } from './rename-form.tsx'

const TONES = { active: 'good', unproven: 'warn', suspended: 'bad', frozen: 'bad' }

interface PasskeyItemProps {
  readonly passkey: PasskeyRow
  /** The last one that works, so it must stay. */
  readonly last: boolean
  /** This session is on probation, so nothing can be changed from here. */
  readonly frozenHere: boolean
  readonly onDone: (sentence: string) => void
}

/** One passkey: its name, what is known about it, and what can be done with it. */
export function PasskeyItem({ passkey, last, frozenHere, onDone }: PasskeyItemProps) {
  const [renaming, setRenaming] = useState(false)
  const nameElement = useFocusOnChange<HTMLHeadingElement>(renaming)
  if (renaming) {
    const close = () => setRenaming(false)
    return (
      <li>
        <RenameForm passkey={passkey} onClose={close} onDone={onDone} />
      </li>
    )
  }
  return (
    <li class="row">
      <PasskeyWords passkey={passkey} nameElement={nameElement} />
      {!frozenHere && (
        <PasskeyActions passkey={passkey} last={last} onRename={() => setRenaming(true)} onDone={onDone} />
      )}
    </li>
  )
}

interface PasskeyWordsProps {
  readonly passkey: PasskeyRow
  readonly nameElement: RefObject<HTMLHeadingElement | null>
}

function PasskeyWords({ passkey, nameElement }: PasskeyWordsProps) {
  const { name, status, current, synced, createdAt, lastUsedAt, boundDevice, probationUntil } = passkey
  return (
    <div class="row-words">
      <h3 ref={nameElement} tabIndex={-1}>
        {name} <span class={`pill pill-${TONES[status]}`}>{say.status[status]}</span>
        {current && <span class="pill">{say.current}</span>}
      </h3>
      {status !== 'active' && <p>{say.statusText[status]}</p>}
      {status === 'active' && probationUntil !== null && <p>{say.probation(probationUntil)}</p>}
      <p class="facts">
        <span>{say.used(lastUsedAt)}</span>
        <span>{say.created(createdAt, boundDevice)}</span>
        <span>{synced ? say.synced : say.notSynced}</span>
      </p>
    </div>
  )
}
