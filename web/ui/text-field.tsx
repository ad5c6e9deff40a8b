import './text-field.css'
import type { ComponentChildren, RefObject } from 'preact'
import { useContext, useId } from 'preact/hooks'
import { Tries } from './form.tsx'

interface TextFieldProps {
  readonly label: string
  readonly value: string
  readonly onInput: (value: string) => void
  readonly hint?: ComponentChildren
  /** Why the value is not accepted. It is read out at once and with the field. */
  readonly error?: string | null
  readonly autoComplete?: string
  readonly inputMode?: 'text' | 'numeric' | 'email'
  /** Whether it is a code, shown monospaced; wide if it is short enough for the smallest screen. */
  readonly code?: boolean | 'long'
  readonly inputRef?: RefObject<HTMLInputElement | null>
  readonly onBlur?: () => void
}

/** A labelled textbox, tied to its hint and its error for screen readers. */
export function TextField(props: TextFieldProps) {
  const id = useId()
  const tries = useContext(Tries)
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <input
        id={id}
        ref={props.inputRef ?? null}
        class={props.code === 'long' ? 'field-long-code' : props.code ? 'field-code' : undefined}
        type="text"
        autocomplete={props.autoComplete ?? 'off'}
        autocapitalize="none"
        autocorrect="off"
        spellcheck={false}
        inputMode={props.inputMode ?? 'text'}
        value={props.value}
        aria-invalid={props.error ? true : undefined}
        aria-describedby={`${id}-hint ${id}-error`}
        onInput={(event) => props.onInput(event.currentTarget.value)}
        onBlur={props.onBlur}
      />
      <div id={`${id}-hint`} class="field-hint">
        {props.hint}
      </div>
      <div id={`${id}-error`} class="field-error" role="alert">
        {/* A new element for each try, or the same words twice would be read out once. */}
        {props.error && <span key={tries}>{props.error}</span>}
      </div>
    </div>
  )
}
