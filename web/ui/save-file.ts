/** Long enough for browsers that read the file only after they asked where to save it. Milliseconds. */
const READ_WITHIN_MS = 60_000

/** Hands a text to the browser as a file. The address of the file is gone after a minute. */
export function saveFile(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), READ_WITHIN_MS)
}
