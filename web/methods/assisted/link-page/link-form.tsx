import { useEffect, useState } from 'preact/hooks'
import type { OperatorLinkPosts } from '../../../../shared/assisted.ts'
import { errorWords } from '../../../messages/errors.ts'
import { linkMissing } from '../../../messages/link-missing.ts'
import type { Words } from '../../../messages/words.ts'
import { keptOrNew } from '../../../slow-recovery/kept-recovery.ts'
import { ProofRefusal } from '../../../slow-recovery/proof-refusal.tsx'
import type { SlowRecoveryPage } from '../../../slow-recovery/slow-recovery-page.ts'
import { AccountName } from '../../../ui/account-name.tsx'
import { Button } from '../../../ui/button.tsx'
import { Refusal } from '../../../ui/refusal.tsx'
import { TryAgain } from '../../../ui/try-again.tsx'
import { useTask } from '../../../ui/use-task.ts'
import { post } from '../../../wire/http.ts'
import type { PageError, Result } from '../../../wire/page-error.ts'
import { pageKeyOf } from '../../../wire/page-key.ts'
import { site } from '../../../wire/site.ts'
import { invalid, operatorLink as say } from './messages.ts'

type Looked = Result<OperatorLinkPosts['/api/operator-link/look'][1]>

interface LinkFormProps {
  readonly page: SlowRecoveryPage
  /** Of the link. Null if the address had none. */
  readonly secret: string | null
}

/** Whose account the link is for, and the one button that uses it. Before that, nothing has changed. */
export function LinkForm({ page, secret }: LinkFormProps) {
  const [looked, setLooked] = useState<Looked | null>(null)
  const look = async () => {
    if (secret) setLooked(await lookAt(secret))
  }
  useEffect(() => void look(), [secret])

  if (!secret) return <Refusal words={linkMissing} />
  if (!looked) return <p>{say.loading}</p>
  if (looked.ok) return <UseLink page={page} secret={secret} name={looked.body.name} onDead={setLooked} />
  const words = wordsOf(looked.error)
  return words === invalid ? <Refusal words={words} /> : <TryAgain words={words} look={look} />
}

interface UseLinkProps {
  readonly page: SlowRecoveryPage
  readonly secret: string
  readonly name: string
  /** It worked a moment ago, and doesn't any more. */
  readonly onDead: (refused: Looked & { readonly ok: false }) => void
}

function UseLink({ page, secret, name, onDead }: UseLinkProps) {
  const { busy, words, run } = useTask()
  async function use(): Promise<Words | null> {
    const answer = await page.prove('/api/operator-link/prove', { secret })
    if (answer.ok) return null
    if (answer.error.code === 'code_invalid') onDead(answer)
    return errorWords(answer.error)
  }
  return (
    <>
      <p>{say.account(site.name)}</p>
      <AccountName name={name} />
      <p>{say.check}</p>
      <ProofRefusal page={page} words={words} />
      <Button wide busy={busy} onPress={() => void run(use)}>
        {say.button}
      </Button>
      <p class="soft below">{say.once}</p>
    </>
  )
}

/** The page says which key it has: a page that used the link and lost the answer may go on. */
async function lookAt(secret: string): Promise<Looked> {
  const { publicKey } = await pageKeyOf((await keptOrNew()).pair)
  return post('/api/operator-link/look', { secret, pageKey: publicKey })
}

function wordsOf(error: PageError): Words {
  return error.code === 'code_invalid' ? invalid : errorWords(error)
}
