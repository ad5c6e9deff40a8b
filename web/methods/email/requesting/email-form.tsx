import { useState } from 'preact/hooks'
import type { ProofFormProps } from '../../../slow-recovery/slow-method.ts'
import { AddressForm } from './address-form.tsx'
import { CodeForm } from './code-form.tsx'
import { email as say } from './messages.ts'

/** First the address, then the code that was mailed there. Nobody learns here whether anything was mailed. */
export function EmailForm({ page }: ProofFormProps) {
  /** Where it was mailed to. Empty if the person has a code already. Null before that. */
  const [asked, setAsked] = useState<string | null>(null)
  if (asked === null) return <AddressForm page={page} onAsked={setAsked} onCode={() => setAsked('')} />
  return (
    <>
      <p role="status">{asked === '' ? say.typed : say.sent(asked)}</p>
      <CodeForm page={page} onAgain={() => setAsked(null)} />
      {asked !== '' && <p class="soft below">{say.nothing}</p>}
    </>
  )
}
