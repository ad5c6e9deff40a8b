import './passkey-icon.css'
import type { PasskeyKind } from '../../shared/account-page.ts'
import { LineDrawing } from '../ui/line-drawing.tsx'

const SHAPES: Readonly<Record<PasskeyKind, string>> = {
  cloud: 'M7.5 18.5a4 4 0 0 1-.6-7.95 5.5 5.5 0 0 1 10.7-.9 4.5 4.5 0 0 1-.6 8.85z',
  phone:
    'M8 3h8a1.5 1.5 0 0 1 1.5 1.5v15A1.5 1.5 0 0 1 16 21H8a1.5 1.5 0 0 1-1.5-1.5v-15A1.5 1.5 0 0 1 8 3zm3 15h2',
  computer: 'M5.5 5h13A1.5 1.5 0 0 1 20 6.5V15H4V6.5A1.5 1.5 0 0 1 5.5 5zM2.5 18.5h19',
  'security-key': 'M9 9h6v10.5a1.5 1.5 0 0 1-1.5 1.5h-3A1.5 1.5 0 0 1 9 19.5zm1.5 0V3.5h3V9m-1.5 6v.1',
}

/** What a passkey is on. The icon only decorates: the words below say the same. */
export function PasskeyIcon({ kind }: { readonly kind: PasskeyKind }) {
  return (
    <LineDrawing size={24} line={1.75} class="passkey-icon">
      <path d={SHAPES[kind]} />
    </LineDrawing>
  )
}
