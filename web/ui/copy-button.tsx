import { useState } from 'preact/hooks'
import { copy as say } from '../messages/copy.ts'
import { Button } from './button.tsx'

interface CopyButtonProps {
  readonly text: string
  readonly kind?: 'primary' | 'secondary'
  /** Selects the text, so that the person can copy it if the page may not. */
  readonly onRefused: () => void
  readonly children: string
}

/** Copies a text, and says whether that worked, visibly and aloud. */
export function CopyButton({ text, kind = 'secondary', onRefused, children }: CopyButtonProps) {
  const [outcome, setOutcome] = useState({ words: '', times: 0 })
  async function copy() {
    const copied = await copyText(text)
    if (!copied) onRefused()
    setOutcome(({ times }) => ({ words: copied ? say.copied : say.refused, times: times + 1 }))
  }
  return (
    <>
      <Button kind={kind} onPress={() => void copy()}>
        {children}
      </Button>
      {/* There before its words, or it would not be read out; new words each time, or they would be read out once. */}
      <span role="status">
        <span key={outcome.times}>{outcome.words}</span>
      </span>
    </>
  )
}

/** Pages without https and many in-app browsers have no clipboard, and some browsers ask the person first. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
