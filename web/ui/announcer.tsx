import { useEffect, useState } from 'preact/hooks'

/**
 * Long enough for the region to exist before its words: words that come together with their region are not read out.
 * Milliseconds.
 */
const SETTLE_MS = 100

let waiting: string[] = []
/** The live regions on the page. While a modal is open, only the one in it is read out, and it came last. */
const regions: (() => void)[] = []

/** Lets screen readers say a sentence, without moving the focus and without showing anything. */
export function announce(text: string): void {
  waiting.push(text)
  regions.at(-1)?.()
}

/** The live region behind `announce`. PageShell has the one of the page, and each dialog has its own. */
export function Announcer() {
  const [said, setSaid] = useState({ text: '', times: 0 })
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const say = () => {
      const text = waiting.join(' ')
      waiting = []
      setSaid(({ times }) => ({ text, times: times + 1 }))
    }
    const sayLater = () => {
      clearTimeout(timer)
      timer = setTimeout(say, SETTLE_MS)
    }
    regions.push(sayLater)
    // What was announced before the region existed is said now.
    if (waiting.length > 0) sayLater()
    return () => {
      clearTimeout(timer)
      regions.splice(regions.indexOf(sayLater), 1)
    }
  }, [])
  // A new element for each sentence, so that the same sentence twice is said twice.
  return (
    <div class="visually-hidden" role="status">
      <span key={said.times}>{said.text}</span>
    </div>
  )
}
