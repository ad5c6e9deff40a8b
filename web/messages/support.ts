/** Words of the link to support: the people who run the site. */
export const support = {
  link: 'Contact support',
  question: 'Need help?',
  footer: 'Get help',
  /** In place of the link, if the site has no address for help. */
  nowhere: 'Contact support: the people who run this site.',
}
