import { type ComponentChildren, createContext } from 'preact'
import { useState } from 'preact/hooks'

/** How many times the form or the dialog around has had its answer. */
export const Tries = createContext(0)

interface FormProps {
  /** A promise is waited for. */
  readonly onSubmit: () => unknown
  readonly children: ComponentChildren
}

/** A form that the page handles itself, by its button and by Enter, without leaving the page. */
export function Form({ onSubmit, children }: FormProps) {
  const [tries, setTries] = useState(0)
  const submit = async () => {
    await onSubmit()
    setTries((known) => known + 1)
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Tries.Provider value={tries}>{children}</Tries.Provider>
    </form>
  )
}
