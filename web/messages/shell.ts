/** Words of the frame around every page. */
export const shell = {
  skip: 'Skip to content',
  neverAsk: (site: string) =>
    `Nobody from ${site} will ever ask you to scan a code, or to tell them a PIN or a backup code.`,
  help: 'Help',
  howItWorks: 'How it works',
  newTab: '(opens in a new tab)',
  step: (step: number) => `Step ${step} of 4`,
}
