import './button.css'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

interface ButtonProps {
  readonly kind?: 'primary' | 'secondary' | 'danger' | 'quiet'
  readonly type?: 'button' | 'submit'
  /** It is busy: presses are ignored, and the focus stays. */
  readonly busy?: boolean
  /** It may not be pressed yet. It can still get the focus, so that a screen reader finds it. */
  readonly blocked?: boolean
  readonly wide?: boolean
  readonly autoFocus?: boolean
  /** Id of the words that explain it. */
  readonly describedBy?: string
  readonly onPress?: () => void
  readonly children: ComponentChildren
}

/** A button of at least 44 px that keeps the focus while it is busy or blocked. */
export function Button(props: ButtonProps) {
  const { kind = 'primary', type = 'button', busy = false, blocked = false, wide = false } = props
  const idle = !busy && !blocked
  const element = useRef<HTMLButtonElement>(null)
  // The attribute works in a dialog that opens. A button that appears later takes the focus itself.
  useEffect(() => {
    // A dialog that opens has already set the focus, and shows its beginning.
    if (props.autoFocus && document.activeElement !== element.current) element.current?.focus()
  }, [])
  return (
    <button
      ref={element}
      type={type}
      class={`button ${kind}${wide ? ' button-wide' : ''}`}
      autofocus={props.autoFocus ?? false}
      aria-describedby={props.describedBy}
      aria-disabled={idle ? undefined : true}
      onClick={(event) => {
        if (idle) return props.onPress?.()
        event.preventDefault()
      }}
    >
      {busy && <span class="button-spinner" aria-hidden="true" />}
      {props.children}
    </button>
  )
}
