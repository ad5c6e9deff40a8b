import type { ComponentChildren } from 'preact'
import type { Attested, CreationOffer } from '../../shared/api.ts'
import { errorWords, refusalWords } from '../messages/errors.ts'
import type { Words } from '../messages/words.ts'
import { AccountName } from '../ui/account-name.tsx'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { useTask } from '../ui/use-task.ts'
import { createPasskey } from '../webauthn/create-passkey.ts'
import { ceremonyWords } from '../webauthn/messages.ts'
import { useKeptFresh, useOffer } from '../webauthn/use-offer.ts'
import type { Result } from '../wire/page-error.ts'
import { lookAlikeScript } from './look-alike-script.ts'
import { create as say } from './messages.ts'

/** The server keeps registration options for 3 minutes. The page uses them for a little less. Milliseconds. */
const OPTIONS_LIVE_MS = 2 * 60_000

interface CreateFormProps<Offer> {
  /** The name of the account. Null if the page was not told. */
  readonly name: string | null
  /** Asks the person to check the name. */
  readonly look: string
  /** Must not change in each render. */
  readonly fetchOffer: () => Promise<Result<Offer>>
  readonly register: (credential: Attested['credential'], offer: Offer) => Promise<Result<unknown>>
  /** The other answer, if there is one. */
  readonly no?: { readonly label: string; readonly act: () => Promise<Words | null> }
  /** Shown below, while the browser asks for nothing. */
  readonly left?: ComponentChildren
}

/** The whole account name, and the button that creates the new passkey for it. */
export function CreateForm<Offer extends Pick<CreationOffer, 'options'>>(props: CreateFormProps<Offer>) {
  const { name, look, fetchOffer, register, no, left } = props
  const offer = useOffer(fetchOffer, OPTIONS_LIVE_MS)
  const { busy, words, run } = useTask()
  const script = lookAlikeScript(name ?? '')
  useKeptFresh(offer, !busy)

  async function create(): Promise<Words | null> {
    const taken = await offer.take()
    if (!taken.ok) return errorWords(taken.error)
    const created = await createPasskey(taken.body.options)
    if (!created.ok) return ceremonyWords[created.failure]
    return refusalWords(await register(created.credential, taken.body))
  }

  return (
    <>
      <AccountName name={name} />
      {script && <Notice>{say.script(script)}</Notice>}
      <p>{look}</p>
      <Refusal words={words} />
      <div class="button-row">
        <Button busy={busy} onPress={() => run(create)}>
          {say.button}
        </Button>
        {no && (
          <Button kind="secondary" onPress={() => run(no.act)}>
            {no.label}
          </Button>
        )}
      </div>
      {(busy || left) && <p class="soft below">{busy ? say.busy : left}</p>}
    </>
  )
}
