/** An arrow that points up; the word beside it says the same. */
export function RisingIcon() {
  return (
    <svg class="rising-icon" viewBox="0 0 12 12" aria-hidden="true" focusable="false">
      <path d="M6 1.5 11 10H1z" fill="currentColor" />
    </svg>
  )
}
