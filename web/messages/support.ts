/** Words of the way to the people who run the site. */
export const support = {
  link: 'Contact support',
  question: 'Need help?',
  footer: 'Get help',
  /** In place of the link, where the site has named no place for it. */
  nowhere: 'Contact the people who run this site.',
}
