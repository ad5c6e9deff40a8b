import './copy-address.css'
import { useId, useRef, useState } from 'preact/hooks'
import { address as say } from '../messages/needs.ts'
import { Button } from '../ui/button.tsx'

/** The address of a page to take to another browser: to be read, copied by a press, or selected. */
export function CopyAddress({ address }: { readonly address: string }) {
  const id = useId()
  const box = useRef<HTMLInputElement>(null)
  const [outcome, setOutcome] = useState<string | null>(null)
  async function copy() {
    box.current?.select()
    const copied = await copyText(address)
    setOutcome(copied ? say.copied : say.refused)
  }
  return (
    <div class="copy-address">
      <label for={id}>{say.label}</label>
      <input id={id} ref={box} type="text" readOnly value={address} translate={false} />
      <Button onPress={() => void copy()}>{say.copy}</Button>
      {/* There before its words, or it would not be read out. */}
      <p role="status">{outcome}</p>
    </div>
  )
}

/** Pages without https and many in-app browsers have no clipboard. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
