import '../ui/text-field.css'
import './copy-address.css'
import { useId, useRef } from 'preact/hooks'
import { CopyButton } from '../ui/copy-button.tsx'
import { address as say } from './messages.ts'

/** The address of a page to open in another browser. It can be read, copied by a press, or selected. */
export function CopyAddress({ address }: { readonly address: string }) {
  const id = useId()
  const box = useRef<HTMLInputElement>(null)
  return (
    <div class="field copy-address">
      <label for={id}>{say.label}</label>
      <input id={id} ref={box} type="text" readOnly value={address} translate={false} />
      <div class="button-row">
        <CopyButton kind="primary" text={address} onRefused={() => box.current?.select()}>
          {say.copy}
        </CopyButton>
      </div>
    </div>
  )
}
