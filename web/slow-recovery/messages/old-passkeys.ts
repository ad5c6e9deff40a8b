/** What the page says where it asks for each old passkey of the account. */
export const oldPasskeys = {
  ask: 'Do you still have your other passkeys? Say so if one is lost or stolen, or was added recently and isn’t yours.',
  stopped: 'Stopped for now, but it can come back.',
  mine: 'Still mine',
  lost: 'Lost',
  stolen: 'Stolen',
  notMine: 'Not mine, undo it',
  undoes:
    'It’s undone as soon as you’ve signed in, if what you used to get back in is older than it. What it removed comes back.',
  means:
    'It stops working in 7 days, unless you cancel that on the account page. If you used two ways to get back in, it can’t change anything in your account until then.',
}
