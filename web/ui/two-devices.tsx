import './two-devices.css'

/** A picture of the whole idea: a phone that hands a key to a laptop. */
export function TwoDevices() {
  return (
    <svg class="two-devices" aria-hidden="true" viewBox="0 0 260 96" fill="none" stroke-linejoin="round">
      <g class="two-devices-line" stroke-width="2.5" stroke-linecap="round">
        <rect x="14" y="10" width="42" height="76" rx="8" />
        <path d="M30 17h10" />
        <rect x="152" y="20" width="92" height="56" rx="6" />
        <path d="M142 86h112" />
      </g>
      <g class="two-devices-key" stroke-width="3" stroke-linecap="round">
        <circle cx="80" cy="48" r="9" />
        <path d="M89 48h26m-7 0v8" />
      </g>
      <path class="two-devices-key" d="M124 48h18m-5-5 5 5-5 5" stroke-width="2.5" stroke-linecap="round" />
      <path class="two-devices-line" d="m186 48 8 8 16-17" stroke-width="3.5" stroke-linecap="round" />
      <path class="two-devices-line" d="m27 49 6 6 11-12" stroke-width="3" stroke-linecap="round" />
    </svg>
  )
}
