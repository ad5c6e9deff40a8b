import { useState } from 'preact/hooks'
import { parseVouchCode } from '../../../../shared/contacts.ts'
import { AskForm } from '../../../slow-recovery/ask-form.tsx'
import { CodeForm } from '../../../slow-recovery/code-form.tsx'
import type { ProofFormProps } from '../../../slow-recovery/slow-method.ts'
import { announce } from '../../../ui/announcer.tsx'
import { Button } from '../../../ui/button.tsx'
import { contact as say } from './messages.ts'
import { ShownLink } from './shown-link.tsx'

/** A link, and until when it works by this device's clock. */
interface Shown {
  readonly secret: string
  readonly until: number
}

/**
 * First the account name, then the link for a contact, and the code that they read out. After a reload the link is gone, and
 * its code still works.
 */
export function ContactForm({ page, name }: ProofFormProps) {
  /** The link of this page. `code`: the person has a code already. Null before that. */
  const [asked, setAsked] = useState<Shown | 'code' | null>(null)
  /** The name that was typed before, or nothing. */
  const [before, setBefore] = useState<string | null>(null)
  if (!asked)
    return (
      <AskForm
        page={page}
        path="/api/contact/ask"
        of="name"
        known={name}
        before={before}
        say={say.asking}
        onAsked={({ secret, until, now }, typed) => {
          setBefore(typed)
          setAsked({ secret, until: Date.now() + (until - now) })
        }}
      >
        <Button
          kind="quiet"
          wide
          onPress={() => {
            setBefore('')
            setAsked('code')
            announce(say.typed)
          }}
        >
          {say.have}
        </Button>
      </AskForm>
    )
  return (
    <>
      {asked === 'code' ? <p>{say.typed}</p> : <ShownLink {...asked} />}
      <CodeForm
        page={page}
        path="/api/contact/prove"
        parse={parseVouchCode}
        say={say.typing}
        focus={asked === 'code'}
        onOther={() => setAsked(null)}
      />
      {asked !== 'code' && <p class="soft below">{say.nothing}</p>}
    </>
  )
}
