import { useState } from 'preact/hooks'
import { parseVouchCode, type VouchAsked } from '../../../../shared/contacts.ts'
import { AskForm } from '../../../slow-recovery/ask-form.tsx'
import { CodeForm } from '../../../slow-recovery/code-form.tsx'
import type { ProofFormProps } from '../../../slow-recovery/slow-method.ts'
import { contact as say } from './messages.ts'
import { ShownLink } from './shown-link.tsx'

/** First the account name, then the link for a contact, and the code that they read out. */
export function ContactForm({ page, name }: ProofFormProps) {
  const [asked, setAsked] = useState<VouchAsked | null>(null)
  if (!asked)
    return (
      <AskForm
        page={page}
        path="/api/contact/ask"
        of="name"
        known={name}
        say={say.asking}
        onAsked={setAsked}
      />
    )
  return (
    <>
      <ShownLink asked={asked} />
      <CodeForm
        page={page}
        path="/api/contact/prove"
        parse={parseVouchCode}
        say={say.typing}
        onOther={() => setAsked(null)}
      />
      <p class="soft below">{say.nothing}</p>
    </>
  )
}
