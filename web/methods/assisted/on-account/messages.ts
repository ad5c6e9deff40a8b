/** Words of the help of the people who run the site, under "If you lose a passkey" on `/account`. */
export const wayBack = {
  heading: 'Help from the people who run this site',
  text: 'They can make a link for you that works once, for one day. Expect them to check who you are first.',
  cases:
    'If you have nothing left, open a case at “Lost your passkey?”, and call them. Two of them have to vouch for you, and it takes a few days.',
  state: 'They decide',
  cost: 'An attacker has to convince them. Every device where you’re signed in is told, and an older passkey can undo it for 7 days.',
}
