import './passkey-item.css'
import type { RefObject } from 'preact'
import { useState } from 'preact/hooks'
import type { PasskeyRow } from '../../shared/api.ts'
import { passkeys as say } from '../messages/passkeys.ts'
import { useFocusOnChange } from '../ui/focus-on-change.ts'
import { isRemoved } from './is-removed.ts'
import { PasskeyActions } from './passkey-actions.tsx'
import { RenameForm } from './rename-form.tsx'
import type { SectionProps } from './section-props.ts'

const TONES = { active: 'good', unproven: 'warn', suspended: 'bad', removed: 'bad', frozen: 'bad' }

interface PasskeyItemProps extends SectionProps {
  readonly passkey: PasskeyRow
  /** The last one that works, so it must stay. */
  readonly last: boolean
  /** This session is on probation, so nothing can be changed from here. */
  readonly frozenHere: boolean
}

/** One passkey: its name, what is known about it, and what can be done with it. */
export function PasskeyItem({ page, passkey, last, frozenHere, onDone }: PasskeyItemProps) {
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
    <li class="row passkey">
      <PasskeyWords page={page} passkey={passkey} nameElement={nameElement} />
      {!frozenHere && (
        <PasskeyActions
          page={page}
          passkey={passkey}
          last={last}
          onRename={() => setRenaming(true)}
          onDone={onDone}
        />
      )}
    </li>
  )
}

interface PasskeyWordsProps extends Pick<SectionProps, 'page'> {
  readonly passkey: PasskeyRow
  readonly nameElement: RefObject<HTMLHeadingElement | null>
}

function PasskeyWords({ page, passkey, nameElement }: PasskeyWordsProps) {
  const { name, current, synced, createdAt, lastUsedAt, boundDevice, youngUntil } = passkey
  const pill = isRemoved(page, passkey) ? 'removed' : passkey.status
  return (
    <div class="row-words">
      <h3 ref={nameElement} tabIndex={-1}>
        {name} <span class={`pill pill-${TONES[pill]}`}>{say.pills[pill]}</span>
        {pill === 'active' && youngUntil !== null && <span class="pill pill-warn">{say.new}</span>}
        {current && <span class="pill">{say.current}</span>}
      </h3>
      <StateText page={page} passkey={passkey} />
      {page.scheduled
        .filter(({ target }) => target.id === passkey.id)
        .map((row) => (
          <p key={row.id}>{say.scheduled(row)}</p>
        ))}
      <p class="facts">
        <span>{say.used(lastUsedAt)}</span>
        <span>{say.created(createdAt, boundDevice)}</span>
        <span>{synced ? say.synced : say.notSynced}</span>
      </p>
    </div>
  )
}

function StateText({ page, passkey }: Pick<PasskeyWordsProps, 'page' | 'passkey'>) {
  const { status, probationUntil, youngUntil } = passkey
  if (status === 'unproven') return <p>{say.unproven}</p>
  if (status === 'frozen') return <p>{say.frozen}</p>
  if (status === 'suspended') {
    return <p>{isRemoved(page, passkey) ? say.removed(passkey) : say.reported(passkey)}</p>
  }
  if (probationUntil !== null) return <p>{say.probation(probationUntil)}</p>
  return youngUntil === null ? null : <p>{say.young(youngUntil)}</p>
}
