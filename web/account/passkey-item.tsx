import './passkey-item.css'
import type { RefObject } from 'preact'
import { useState } from 'preact/hooks'
import type { PasskeyRow } from '../../shared/account-page.ts'
import type { SectionProps } from '../owner/section-props.ts'
import { useFocusOnChange } from '../ui/focus-on-change.ts'
import { post } from '../wire/http.ts'
import { Ago } from './ago.tsx'
import { isRemoved } from './is-removed.ts'
import { passkeys as say } from './messages/passkeys.ts'
import { PasskeyActions } from './passkey-actions.tsx'
import type { PasskeyDialogProps } from './passkey-dialog-props.ts'
import { PasskeyIcon } from './passkey-icon.tsx'
import { PasskeyPills } from './passkey-pills.tsx'
import { RenameForm } from './rename-form.tsx'

interface PasskeyItemProps extends Omit<PasskeyDialogProps, 'onClose'> {
  /** This session is on probation, so nothing can be changed from here. */
  readonly frozenHere: boolean
}

/** One passkey: its name, what is known about it, and what can be done with it. */
export function PasskeyItem({ frozenHere, ...props }: PasskeyItemProps) {
  const { page, passkey, onDone } = props
  const [renaming, setRenaming] = useState(false)
  const nameElement = useFocusOnChange<HTMLHeadingElement>(renaming)
  if (renaming) {
    const credentialId = passkey.id
    return (
      <li>
        <RenameForm
          name={passkey.name}
          label={say.newName}
          hint={say.renameConfirm}
          action={(name) => ({ do: 'rename-passkey', credentialId, name })}
          rename={(name, stepUp) => post('/api/passkeys/rename', { credentialId, name, stepUp })}
          onClose={() => setRenaming(false)}
          onRenamed={() => onDone(say.renamed)}
        />
      </li>
    )
  }
  return (
    <li class="row passkey">
      <PasskeyIcon kind={passkey.kind} />
      <div class="passkey-body">
        <PasskeyWords page={page} passkey={passkey} nameElement={nameElement} />
        {!frozenHere && <PasskeyActions {...props} onRename={() => setRenaming(true)} />}
      </div>
    </li>
  )
}

interface PasskeyWordsProps extends Pick<SectionProps, 'page'> {
  readonly passkey: PasskeyRow
  readonly nameElement: RefObject<HTMLHeadingElement | null>
}

function PasskeyWords({ page, passkey, nameElement }: PasskeyWordsProps) {
  const { name, maker, kind, createdAt, lastUsedAt, boundDevice } = passkey
  return (
    <div class="row-words">
      <h3 ref={nameElement} tabIndex={-1}>
        {name} <PasskeyPills page={page} passkey={passkey} />
      </h3>
      <StateText page={page} passkey={passkey} />
      {page.scheduled
        .filter(({ target }) => target.id === passkey.id)
        .map((row) => (
          <p key={row.id}>{say.scheduled(row)}</p>
        ))}
      <p class="facts">
        {lastUsedAt === null ? <span>{say.neverUsed}</span> : <Ago at={lastUsedAt} words={say.used} />}
        {maker && !name.includes(maker) && <span>{maker}</span>}
        <span>{say.kinds[kind]}</span>
        <Ago at={createdAt} words={(ago) => say.created(ago, boundDevice)} />
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
