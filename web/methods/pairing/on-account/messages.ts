/** Words of the pairing under "If you lose a passkey" on `/account`. */
export const wayBack = {
  text: 'On the device without a passkey, open “Lost your passkey?”. Then approve it from a device where you’re signed in.',
  approve: 'Approve another device',
  lost: 'Lost your passkey?',
}
