import '../../../ui/pin.css'
import { useEffect, useRef } from 'preact/hooks'
import { inFours, type OwnCase, parseCaseCode } from '../../../../shared/assisted.ts'
import { CodeForm } from '../../../slow-recovery/code-form.tsx'
import type { SlowRecoveryPage } from '../../../slow-recovery/slow-recovery-page.ts'
import { SupportLink } from '../../../ui/support-link.tsx'
import { site } from '../../../wire/site.ts'
import { supportCase as say } from './messages.ts'

interface OpenCaseProps {
  readonly page: SlowRecoveryPage
  readonly own: OwnCase
  /** It was opened just now, and the button that was pressed is gone. */
  readonly isNew: boolean
  /** Null where the account is known. */
  readonly onOther: (() => void) | null
  readonly onUsed: () => void
  /** The code was not taken, or nobody knows: the case may be over. */
  readonly onDoubt: () => Promise<void>
}

/** The number to read out, and the code that comes back. */
export function OpenCase({ page, own, isNew, onOther, onUsed, onDoubt }: OpenCaseProps) {
  const number = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isNew) number.current?.focus()
  }, [])

  return (
    <>
      <div ref={number} tabIndex={-1}>
        <p>{say.opened}</p>
        <p class="pin" translate={false}>
          {inFours(own.number)}
        </p>
      </div>
      <p>
        {say.account} <strong translate={false}>{own.name}</strong>
      </p>
      <p>
        {say.read} <SupportLink />
      </p>
      <p>{say.check}</p>
      <p>
        {say.comeBack} <strong translate={false}>{`${new URL(site.publicUrl).host}/support-case`}</strong>
      </p>
      <p>{say.beware}</p>
      <CodeForm
        page={page}
        path="/api/case/prove"
        parse={parseCaseCode}
        say={say.typing}
        long
        onOther={onOther}
        onUsed={onUsed}
        onDoubt={onDoubt}
      />
      <p class="soft below">{say.until(own.until)}</p>
    </>
  )
}
