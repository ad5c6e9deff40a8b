/** Gives the focus to the content, once it is rendered, if what had it is gone with a change. */
export function focusIfLost(): void {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) document.getElementById('main')?.focus()
  })
}
