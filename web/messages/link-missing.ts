import type { Words } from './words.ts'

/** A page that a link opens has none: the secret is in no address that could be loaded again. */
export const linkMissing: Words = {
  sentence: 'This page needs its link.',
  next: 'It was loaded again, or the link was cut off. Open the link once more. Or copy all of it into the address bar.',
}
