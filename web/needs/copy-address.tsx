import '../ui/text-field.css'
import './copy-address.css'
import { useId, useRef } from 'preact/hooks'
import { CopyButton } from '../ui/copy-button.tsx'
import { address as say } from './messages.ts'

interface CopyAddressProps {
  readonly address: string
  /** What it is called and its button says, if it is not the address of this page. */
  readonly words?: { readonly label: string; readonly copy: string }
}

/** An address to open in another browser. It can be read, copied by a press, or selected. */
export function CopyAddress({ address, words = say }: CopyAddressProps) {
  const id = useId()
  const box = useRef<HTMLInputElement>(null)
  return (
    <div class="field copy-address">
      <label for={id}>{words.label}</label>
      <input id={id} ref={box} type="text" readOnly value={address} translate={false} />
      <div class="button-row">
        <CopyButton kind="primary" text={address} onRefused={() => box.current?.select()}>
          {words.copy}
        </CopyButton>
      </div>
    </div>
  )
}
