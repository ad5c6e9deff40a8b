/** Words of the frame round every page. */
export const shell = {
  skip: 'Skip to the content',
  neverAsk: (site: string) => `Nobody from ${site} will ever ask you to scan a code, or to tell them a PIN.`,
}
