/** What the page says where it asks for each old passkey of the account. */
export const oldPasskeys = {
  ask: 'Where are your other passkeys? Say so if one is lost or stolen, or came lately and isn’t yours.',
  mine: 'Still mine',
  lost: 'Lost',
  stolen: 'Stolen',
  notMine: 'Not mine, undo it',
  undoes:
    'It’s undone as soon as you have signed in, if what you showed is older than it. What it removed comes back.',
  means:
    'It stops working in 7 days, unless you cancel that on the account page. If you showed in two ways that it’s you, it can’t change anything in your account until then.',
}
