/** What a button that copies says once it was pressed. */
export const copy = {
  copied: 'Copied.',
  refused: 'This browser doesn’t let the page copy. The text is selected: copy it yourself.',
}
