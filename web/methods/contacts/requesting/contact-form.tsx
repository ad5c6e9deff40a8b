import { useState } from 'preact/hooks'
import type { VouchAsked } from '../../../../shared/contacts.ts'
import type { ProofFormProps } from '../../../slow-recovery/slow-method.ts'
import { AskForm } from './ask-form.tsx'
import { CodeForm } from './code-form.tsx'
import { contact as say } from './messages.ts'
import { ShownLink } from './shown-link.tsx'

/** First the account name, then the link for a contact, and the code that they read out. */
export function ContactForm({ page, name }: ProofFormProps) {
  const [asked, setAsked] = useState<VouchAsked | null>(null)
  if (!asked) return <AskForm page={page} name={name} onAsked={setAsked} />
  return (
    <>
      <ShownLink asked={asked} />
      <CodeForm page={page} onAgain={() => setAsked(null)} />
      <p class="soft below">{say.nothing}</p>
    </>
  )
}
