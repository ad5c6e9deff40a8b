import { useState } from 'preact/hooks'
import type { EmailReadiness } from '../../../../shared/email-recovery.ts'
import type { SectionProps } from '../../../owner/section-props.ts'
import { StepUpButton } from '../../../owner/step-up-button.tsx'
import { StepUpDialog } from '../../../owner/step-up-dialog.tsx'
import { WayFacts } from '../../../owner/way-facts.tsx'
import { Button } from '../../../ui/button.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { post } from '../../../wire/http.ts'
import { onAccount as say, switchingOff } from './messages.ts'

/** What the owner of an account reads about recovery by e-mail, with its switch. Nothing if the site has none. */
export function EmailWayBack({ page, onDone }: SectionProps) {
  const [isOpen, setOpen] = useState(false)
  const { email } = page.readiness
  if (!email) return null
  const { on, change, required, addresses, countsFrom } = email
  const mayAct = page.probationUntil === null
  return (
    <>
      <h4 id="email-recovery" tabIndex={-1}>
        {say.heading}
      </h4>
      <p>{say.text}</p>
      <p class="soft">{required ? `${say.required} ${say.cost}` : say.cost}</p>
      <WayFacts state={stateOf(email)} lastUsed={page.health.lastUsed.email} />
      <Change page={page} email={email} onDone={onDone} />
      {mayAct && !change && (
        <div class="button-row">
          {on && addresses === 0 && countsFrom === null && (
            <a class="button secondary" href="#addresses">
              {say.add}
            </a>
          )}
          {!on && <Switch on={true} words={say.switchOn} done={say.turnedOn} onDone={onDone} />}
          {on && !required && (
            <Button kind="quiet" onPress={() => setOpen(true)}>
              {say.switchOff}
            </Button>
          )}
        </div>
      )}
      {isOpen && mayAct && (
        <StepUpDialog
          title={switchingOff.title}
          action={{ do: 'switch-email-recovery', on: false }}
          act={(stepUp) => post('/api/email/switch', { on: false, stepUp })}
          onDone={({ at }) => {
            setOpen(false)
            onDone(at === null ? say.turnedOff : say.later(false, at))
          }}
          onClose={() => setOpen(false)}
          answers={{ no: switchingOff.no, yes: switchingOff.yes }}
        >
          <p>{switchingOff.text}</p>
          <p class="soft">{switchingOff.later}</p>
        </StepUpDialog>
      )}
    </>
  )
}

function stateOf({ on, addresses, countsFrom }: EmailReadiness): string {
  if (!on) return say.off
  if (addresses > 0) return say.on(addresses)
  return countsFrom === null ? say.noAddress : say.countsFrom(countsFrom)
}

interface SwitchProps extends Pick<SectionProps, 'onDone'> {
  readonly on: boolean
  readonly words: string
  /** What is said if it is so at once. */
  readonly done: string
}

function Switch({ on, words, done, onDone }: SwitchProps) {
  return (
    <StepUpButton
      kind="secondary"
      action={{ do: 'switch-email-recovery', on }}
      act={(stepUp) => post('/api/email/switch', { on, stepUp })}
      onDone={({ at }) => onDone(at === null ? done : say.later(on, at))}
    >
      {words}
    </StepUpButton>
  )
}

/** What will change about it, by whom and when, with a button that stops it. */
function Change({ page, email: { on, change }, onDone }: SectionProps & { readonly email: EmailReadiness }) {
  if (!change) return null
  const passkey = page.passkeys.find(({ id }) => id === change.by)
  const by = passkey ? say.named(passkey.name) : say.someone
  return (
    <Notice tone="warn" live="status" title={say.changeTitle(!on, change.at)}>
      <p>{say.changeText(by, !on)}</p>
      {page.probationUntil === null && (
        <Switch on={on} words={on ? say.keepOn : say.keepOff} done={say.stays} onDone={onDone} />
      )}
    </Notice>
  )
}
