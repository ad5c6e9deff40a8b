import { useEffect, useState } from 'preact/hooks'

let listener: ((text: string) => void) | null = null

/** Lets screen readers say a sentence, without moving the focus and without showing anything. */
export function announce(text: string): void {
  listener?.(text)
}

/** The live region behind `announce`; PageShell holds the one of the page. */
export function Announcer() {
  const [said, setSaid] = useState({ text: '', times: 0 })
  useEffect(() => {
    listener = (text) => setSaid(({ times }) => ({ text, times: times + 1 }))
    return () => {
      listener = null
    }
  }, [])
  // A new element for each sentence, so that the same sentence twice is said twice.
  return (
    <div class="visually-hidden" role="status">
      <span key={said.times}>{said.text}</span>
    </div>
  )
}
