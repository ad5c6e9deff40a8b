/** Words of the frame around every page. */
export const shell = {
  skip: 'Skip to content',
  neverAsk: (site: string) => `Nobody from ${site} will ever ask you to scan a code or tell them a PIN.`,
  help: 'Help',
  howItWorks: 'How it works',
  newTab: '(opens in a new tab)',
  step: (step: number) => `Step ${step} of 4`,
}
