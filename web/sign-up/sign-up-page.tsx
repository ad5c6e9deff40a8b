import '../ui/links-below.css'
import { useRef, useState } from 'preact/hooks'
import { errorWords } from '../messages/errors.ts'
import type { Words } from '../messages/words.ts'
import { CannotHere } from '../needs/cannot-here.tsx'
import { missingFromBrowser } from '../needs/missing-need.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Fold } from '../ui/fold.tsx'
import { Form } from '../ui/form.tsx'
import { goTo } from '../ui/go-to.ts'
import { Notice } from '../ui/notice.tsx'
import { PageShell } from '../ui/page-shell.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { StatusPicture } from '../ui/status-picture.tsx'
import { TextField } from '../ui/text-field.tsx'
import { createPasskey } from '../webauthn/create-passkey.ts'
import { ceremonyWords } from '../webauthn/messages.ts'
import { post } from '../wire/http.ts'
import { isPerhapsDone } from '../wire/page-error.ts'
import { site } from '../wire/site.ts'
import { signUp } from './messages.ts'
import { NameRefusal } from './name-refusal.tsx'
import { useCreationOffer } from './use-creation-offer.ts'

/** Invites are in the fragment, which never reaches a server, a log or a Referer. */
const invite = new URLSearchParams(location.hash.slice(1)).get('invite')

const need = missingFromBrowser()

/** `/sign-up`: creates an account with a passkey, or says why it cannot. */
export function SignUpPage() {
  const shut = site.signUp === 'closed' || (site.signUp === 'invite' && !invite)
  return (
    <PageShell
      picture={shut && <StatusPicture status="stop" />}
      heading={signUp.heading}
      intro={shut ? undefined : signUp.intro}
    >
      {shut ? (
        <Refusal words={site.signUp === 'closed' ? signUp.closed : signUp.inviteNeeded} />
      ) : need ? (
        <CannotHere need={need} />
      ) : (
        <>
          <SignUpForm />
          <Fold summary={signUp.what}>
            <p>{signUp.whatText}</p>
          </Fold>
        </>
      )}
      <p class="links-below">
        {signUp.have} <a href="/sign-in">{signUp.signIn}</a>
      </p>
    </PageShell>
  )
}

function SignUpForm() {
  const [name, setName] = useState('')
  const [empty, setEmpty] = useState(false)
  const [busy, setBusy] = useState(false)
  const [words, setWords] = useState<Words | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const { take, nameRefusal } = useCreationOffer(name.trim(), invite)

  /** Why it did not work. Null if the account was created, or if the refused name is shown as such. */
  async function createAccount(): Promise<Words | null> {
    const offer = await take()
    if (!offer.ok) return offer.error.code.startsWith('name_') ? null : errorWords(offer.error)
    const made = await createPasskey(offer.body.options)
    if (!made.ok) return ceremonyWords[made.failure]
    const account = await post('/api/sign-up', {
      challengeId: offer.body.challengeId,
      credential: made.credential,
    })
    if (!account.ok) {
      const { error } = account
      return { ...errorWords(error), ...(isPerhapsDone(error) && { next: signUp.perhaps }) }
    }
    goTo(account.body.next)
    return null
  }

  async function submit() {
    if (busy) return
    setEmpty(!name.trim())
    if (!name.trim()) return field.current?.focus()
    setBusy(true)
    setWords(null)
    setWords(await createAccount())
    setBusy(false)
  }

  return (
    <Card>
      {invite && <Notice>{signUp.invited}</Notice>}
      <Form onSubmit={submit}>
        <TextField
          label={signUp.name}
          hint={signUp.nameHint}
          error={empty && !name.trim() ? signUp.nameEmpty : null}
          autoComplete="username"
          inputRef={field}
          value={name}
          onInput={setName}
        />
        <NameRefusal error={nameRefusal} busy={busy} />
        <Refusal words={words} />
        <Button type="submit" busy={busy} wide>
          {signUp.create}
        </Button>
      </Form>
    </Card>
  )
}
