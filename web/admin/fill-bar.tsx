import './fill-bar.css'
/** How full something is, for eyes only: the words beside it say the same. */
export function FillBar({ share }: { readonly share: number }) {
  const filled = Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0))
  const tone = share >= 1 ? 'over' : share >= 0.75 ? 'near' : 'calm'
  return (
    <svg
      class={`fill-bar fill-${tone}`}
      viewBox="0 0 100 6"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <rect class="fill-ground" width="100" height="6" />
      <rect class="fill-filled" width={100 * filled} height="6" />
    </svg>
  )
}
