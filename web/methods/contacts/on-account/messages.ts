import type { ContactRow, VouchedRow } from '../../../../shared/contacts.ts'
import { times } from '../../../messages/counts.ts'
import { formatMoment, formatWhen } from '../../../messages/moments.ts'

/** Words of the recovery contacts under "If you lose a passkey" on `/account`. */
export const onAccount = {
  heading: 'Recovery contacts',
  text: 'Someone you trust who has an account here. If you have no passkey left, they can vouch for you. That works together with a backup code or a code by e-mail, and is never enough alone.',
  cost: 'An attacker has to convince your contact, needs one of your backup codes or your mail too, and then has to wait. Every device where you’re signed in shows it, and can stop or pause it. A contact learns only your account name. Don’t choose someone who also has your backup codes.',
  required: 'This site asks every account to have one.',
  state: (contacts: readonly ContactRow[]) => {
    const ready = contacts.filter(({ state }) => state === 'counts').length
    if (contacts.length === 0) return 'You have none yet.'
    return ready === 0
      ? 'Nobody can vouch for you yet'
      : `${times(ready, 'person', 'people')} can vouch for you`
  },
  states: { asked: 'Asked', waiting: 'Agreed', counts: 'Can vouch' } satisfies Record<
    ContactRow['state'],
    string
  >,
  asked: (until: number | null) =>
    `No answer yet. They see it on their account page${until === null ? '' : ` until ${formatMoment(until)}`}.`,
  waits: (from: number | null) =>
    `Can vouch for you ${from === null ? 'soon' : `from ${formatMoment(from)}`}.`,
  since: (agreedAt: number | null) => (agreedAt === null ? '' : `Agreed ${formatWhen(agreedAt)}.`),
  ends: (at: number, by: string) =>
    `Ends ${formatWhen(at)}: ${by} asked for it. Until then, they can vouch for you.`,
  end: 'Remove',
  takeBack: 'Take the request back',
  keep: 'Keep',
  ended: (name: string, at: number | null) =>
    at === null
      ? `${name} is no longer your contact.`
      : `${name} stops being your contact ${formatWhen(at)}.`,
  kept: (name: string) => `${name} stays your contact.`,
  someone: 'a passkey',
  named: (name: string) => `“${name}”`,
  naming: {
    field: 'Name of your contact on this site',
    missing: 'Enter the name of your contact.',
    hint: 'Tell them that you’ll ask. We don’t say whether anyone has this name.',
    send: 'Ask them',
  },
  sent: (name: string) =>
    `Asked. If ${name} has an account here, they see your request on their account page.`,
}

/** Words about those who ask this account, and for whom it is a contact. */
export const beingOne = {
  askedTitle: ({ name }: VouchedRow) => `${name} asks you to be their recovery contact`,
  askedText: 'If they lose their passkeys, you could help them back in. You get no access to their account.',
  agreeLater: (until: number) => `You can agree from ${formatMoment(until)}.`,
  agree: 'Agree',
  no: 'No, thanks',
  declined: 'You said no. They aren’t told.',
  agreed: (from: number) => `Thank you. You can vouch for them from ${formatMoment(from)}.`,
  heading: 'You’re a contact of',
  from: (from: number | null) =>
    from === null ? 'You can vouch for them.' : `You can vouch for them from ${formatMoment(from)}.`,
  tooNew:
    'With the passkeys that work now, you can’t vouch for them: you got those after you agreed. Stop being their contact, and ask them to name you again.',
  leave: 'Stop being their contact',
  left: (name: string) => `You’re no longer a contact of ${name}.`,
  refuse: 'Nobody can ask me to be their contact',
  refuses: 'From now on, nobody can ask you.',
  refusesNot: 'Others can ask you again.',
}

/** Words of the dialog in which somebody agrees. */
export const agreeing = {
  title: ({ name }: VouchedRow) => `Be a recovery contact of ${name}?`,
  text: 'If they call you because they lost their passkeys, you open a link, check who’s asking, and read them a code. Your word is never enough alone.',
  careful: 'Only do that if you’re with them, or hear their voice. Others may pretend to be them.',
  any: 'You can vouch for them after 7 days, and stop at any time.',
  no: 'Not now',
  yes: 'Agree',
}
