import { useState } from 'preact/hooks'
import { parseEmailCode } from '../../../../shared/email-recovery.ts'
import { AskForm } from '../../../slow-recovery/ask-form.tsx'
import { CodeForm } from '../../../slow-recovery/code-form.tsx'
import type { ProofFormProps } from '../../../slow-recovery/slow-method.ts'
import { Button } from '../../../ui/button.tsx'
import { email as say } from './messages.ts'

/** First the address, then the code that was mailed there. Nobody learns here whether anything was mailed. */
export function EmailForm({ page }: ProofFormProps) {
  /** Where it was mailed to. Empty if the person has a code already. Null before that. */
  const [asked, setAsked] = useState<string | null>(null)
  const [before, setBefore] = useState<string | null>(null)
  function askAgain() {
    setBefore(asked)
    setAsked(null)
  }
  return (
    <>
      {/* There before its words, or it would not be read out: the field takes the focus at once. */}
      <div role="status">{asked !== null && <p>{asked === '' ? say.typed : say.sent(asked)}</p>}</div>
      {asked === null ? (
        <AskForm
          page={page}
          path="/api/email/ask"
          of="address"
          before={before}
          say={say.asking}
          onAsked={(_, address) => setAsked(address)}
        >
          <Button kind="quiet" wide onPress={() => setAsked('')}>
            {say.have}
          </Button>
        </AskForm>
      ) : (
        <CodeForm
          page={page}
          path="/api/email/prove"
          parse={parseEmailCode}
          say={say.typing}
          focus
          onOther={askAgain}
        />
      )}
      {asked && <p class="soft below">{say.nothing}</p>}
    </>
  )
}
