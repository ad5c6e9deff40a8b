import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { MethodSwitchReadiness } from '../../shared/method-switch.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { post } from '../wire/http.ts'
import { ChangeLater } from './change-later.tsx'
import { methodSwitch as say } from './messages.ts'
import type { SectionProps } from './section-props.ts'
import { StepUpButton } from './step-up-button.tsx'
import { StepUpDialog } from './step-up-dialog.tsx'

/** The words of a method about its switch. */
export interface SwitchWords {
  readonly on: string
  readonly off: string
  readonly turnedOn: string
  readonly turnedOff: string
  /** A whole sentence. */
  readonly later: (on: boolean, at: number) => string
  readonly stays: string
  /** What holds until it is switched on, or off. */
  readonly untilThen: (on: boolean) => string
  readonly keepOn: string
  readonly keepOff: string
  /** Of the dialog that switches it off. */
  readonly title: string
  readonly text: string
}

interface MethodSwitchProps extends SectionProps {
  readonly of: MethodSwitchReadiness
  readonly words: SwitchWords
  readonly path: '/api/email/switch' | '/api/assisted/switch'
  readonly action: 'switch-email-recovery' | 'switch-assisted'
  /** What stands beside its button. */
  readonly children?: ComponentChildren
}

/** The switch of a recovery method that an owner turns on or off, and what is scheduled about it. */
export function MethodSwitch({ page, onDone, of, words, path, action, children }: MethodSwitchProps) {
  const [isOpen, setOpen] = useState(false)
  const { on, change, required } = of
  const mayAct = page.probationUntil === null
  const turn = (to: boolean, label: string, done: string) => (
    <StepUpButton
      kind="secondary"
      action={{ do: action, on: to }}
      act={(stepUp) => post(path, { on: to, stepUp })}
      onDone={({ at }) => onDone(at === null ? done : words.later(to, at))}
    >
      {label}
    </StepUpButton>
  )
  const asker = change && page.passkeys.find(({ id }) => id === change.by)
  return (
    <>
      {change && (
        <Notice tone="warn" live="status" title={words.later(!on, change.at).replace(/\.$/, '')}>
          <p>{say.asked(asker?.name ?? null, words.untilThen(!on))}</p>
          {mayAct && turn(on, on ? words.keepOn : words.keepOff, words.stays)}
        </Notice>
      )}
      {mayAct && !change && (
        <div class="button-row">
          {children}
          {!on && turn(true, words.on, words.turnedOn)}
          {on && !required && (
            <Button kind="quiet" onPress={() => setOpen(true)}>
              {words.off}
            </Button>
          )}
        </div>
      )}
      {(change || !on || !required) && <ChangeLater page={page} />}
      {isOpen && mayAct && (
        <StepUpDialog
          title={words.title}
          action={{ do: action, on: false }}
          act={(stepUp) => post(path, { on: false, stepUp })}
          onDone={({ at }) => {
            setOpen(false)
            onDone(at === null ? words.turnedOff : words.later(false, at))
          }}
          onClose={() => setOpen(false)}
          answers={{ no: say.no, yes: say.yes }}
        >
          <p>{words.text}</p>
          <p class="soft">{say.later}</p>
        </StepUpDialog>
      )}
    </>
  )
}
