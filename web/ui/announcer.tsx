import { useEffect, useState } from 'preact/hooks'

/** Long enough for the region to be there before its words: what comes with its region is not read out. */
const SETTLE_MS = 100

let waiting: string[] = []
/** The regions on the page; while a modal is open, only the one in it is read out, and it came last. */
const regions: (() => void)[] = []

/** Lets screen readers say a sentence, without moving the focus and without showing anything. */
export function announce(text: string): void {
  waiting.push(text)
  regions.at(-1)?.()
}

/** The live region behind `announce`: PageShell holds the one of the page, and each dialog has its own. */
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
    // What was there from the beginning has been waiting for its region.
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
