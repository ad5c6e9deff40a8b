import type { CaseError, CaseState } from '../../../shared/assisted.ts'
import { inFours, LONGEST_TEXT, SHORTEST_TEXT } from '../../../shared/assisted.ts'
import { times } from '../../messages/counts.ts'
import { errorWords } from '../../messages/errors.ts'
import { formatMoment, formatWhen } from '../../messages/moments.ts'
import type { Words } from '../../messages/words.ts'
import type { PageError } from '../../wire/page-error.ts'

/** The number of a case, as it is read out, on one line. */
export function shownNumber(number: string): string {
  return inFours(number).replaceAll(' ', '\u00a0')
}

const REFUSED: Readonly<Record<CaseError, Words>> = {
  case_nobody: {
    sentence: 'No account has this name.',
    next: 'Don’t tell the caller. Say that you can’t help with this case, and reject it.',
  },
  case_own_account: {
    sentence: 'This case is for your own account.',
    next: 'If you didn’t open it, reject it. Nobody helps with their own account.',
  },
  case_more_power: {
    sentence: 'This account has more rights than yours.',
    next: 'Ask a supporter with at least as many rights as this account has.',
  },
  case_same_supporter: {
    sentence: 'You checked this case yourself.',
    next: 'Another supporter has to confirm it.',
  },
  case_supporter_new: {
    sentence: 'Your account is new, got its role recently, or was recovered recently.',
    next: 'You can help a week after that. Until then, ask another supporter.',
  },
  case_first_void: {
    sentence: 'The supporter who checked this case can’t vouch for anybody at the moment.',
    next: 'Reject the case, and ask the person to open a new one.',
  },
  case_switched_off: {
    sentence: 'The owner of this account has switched off help by supporters.',
    next: 'Don’t tell the caller. Say that you can’t help with this case, and reject it.',
  },
  case_no_such_way: {
    sentence: 'The code can’t be given in this way any more.',
    next: 'Close this, look at the case again, and choose another way.',
  },
  case_ended_before: {
    sentence: 'You ended a recovery of this account within the last 30 days.',
    next: 'Ask another supporter to decide about this one.',
  },
}

/** Somebody was first: another supporter, the page of the case, or the same supporter, whose answer got lost. */
const OVERTAKEN: Readonly<Record<string, Words>> = {
  not_now: {
    sentence: 'This was already done: by another supporter, or by you a moment ago.',
    next: 'Close this and look at the case again.',
  },
  not_found: {
    sentence: 'This case is over: it was rejected, used, replaced by its page, or too old.',
    next: 'Close this. If its code was used, the list says so, and you can take it back. If not, the caller can open a new case.',
  },
}

/** Why a supporter can't do it. */
export function caseWords(error: PageError): Words {
  const { code } = error
  if (Object.hasOwn(OVERTAKEN, code)) return OVERTAKEN[code] as Words
  return Object.hasOwn(REFUSED, code) ? REFUSED[code as CaseError] : errorWords(error)
}

/** Why a supporter can't take back what came of it. */
export function endingWords(error: PageError): Words {
  return error.code === 'not_found' ? NOTHING_LEFT : caseWords(error)
}

const NOTHING_LEFT: Words = {
  sentence: 'Nothing is left to take back: that was done already, or it’s too late.',
  next: 'Close this. The case leaves the list by itself.',
}

const STATES: Readonly<Record<CaseState, string>> = {
  open: 'Not checked',
  checked: 'Needs a second supporter',
  confirmed: 'Code read out',
  used: 'Code used',
}

/** Words of the section "Cases", and of its dialogs. */
export const cases = {
  heading: 'Cases',
  intro:
    'People who can’t get back in any other way, the oldest case first. Only help someone who calls you and reads the number out. This list doesn’t say whether anybody has the name.',
  none: 'No case is open.',
  more: 'There are more. Find one by its number.',
  away: 'We couldn’t read the cases. Trying again.',
  find: 'Case number',
  findHint: '8 digits, as the caller reads it out.',
  findButton: 'Find',
  notFound: 'No open case has this number.',
  notNumber: 'A case number has 8 digits.',
  all: 'Show all cases',
  found: (state: CaseState) => `The case is found: ${STATES[state]}.`,
  shown: (count: number) => `${times(count, 'case is', 'cases are')} shown.`,
  states: STATES,
  mailed: 'Code mailed',
  noWay:
    'This site only mails codes, and this account has no address to which one can be mailed. Don’t tell the caller. Say that you can’t help with this case, and reject it.',
  name: 'Wants to get into',
  says: (device: string) => `Says it’s ${device}`,
  near: (place: string) => `near ${place}`,
  network: (network: string) => `Network ${network}`,
  openedAt: (at: number) => `Opened ${formatWhen(at)}`,
  checkedBy: (name: string | null) => `Checked by ${name ?? 'an account that is gone'}:`,
  mine: 'You checked it. Another supporter has to confirm it.',
  check: 'Check',
  confirm: 'Confirm',
  codeAgain: 'Another code',
  reject: 'Reject',
  end: 'Take back',
  cancel: 'Cancel',
  withPasskey: 'Confirm with a passkey',
  rejected: 'Case rejected.',
  ended: 'Taken back.',
  used: 'Someone is getting back in with it, or did. It can be taken back as long as it stands here.',
  checked: 'Checked. Now another supporter has to confirm it.',
  problems: {
    short: (of: keyof typeof SHORTEST_TEXT) => `Enter at least ${SHORTEST_TEXT[of]} characters.`,
    long: () => `Use ${LONGEST_TEXT} characters at most.`,
    hidden: () => 'The text contains a line break or an invisible character. Remove it and try again.',
  },
}

/** Words of the dialog of the first supporter. */
export const vouching = {
  title: (number: string) => `Check case ${number}`,
  readOut: 'Read this out to the caller:',
  asks: 'Is that where they are? If not, somebody else’s page gets the account: hang up, and reject the case.',
  how: 'Then check who they are, in a way that doesn’t depend on what they tell you: meet them, or call them back at a number you already had.',
  label: 'How you checked who it is',
  hint: 'What you did, in 20 to 500 characters. The other supporter reads it. We keep it in the audit log.',
}

/** Words of the dialog of the second supporter. */
export const confirming = {
  title: (number: string) => `Confirm case ${number}`,
  asks: 'Would that have convinced you? If not, don’t confirm.',
  next: 'After your passkey you see a code, once. Read it out to the person at the number that was checked.',
  codeTitle: (number: string) => `The code of case ${number}`,
  read: 'Read it out now. You won’t see it again. If you lose it, you can get another one in its place.',
  until: (until: number) => `It only works on the page of this case, until ${formatMoment(until)}.`,
  never: 'Never send it by chat or mail.',
  done: 'I’ve read it out',
  stays: 'Read the code out first, then press “I’ve read it out”.',
  nextMailed:
    'After your passkey the code is mailed, and you don’t see it. Tell the person at the number that was checked to look at their mail.',
  mailedTitle: (number: string) => `The code of case ${number} is on its way`,
  mailed:
    'The person types it on the page of this case. If it doesn’t come, you can get another one in its place, and mail it or read it out.',
  mailedDone: 'Done',
}

/** Words of the choice how the code is given. */
export const codeWays = {
  legend: 'How they get the code',
  read: 'I read it out',
  mail: (masked: string) => `Mail it to ${masked}`,
  counts:
    'A mailed code only shows that they read that mailbox. Together with a code by e-mail, it’s still one way, not two.',
}

/** Words of the dialog that ends a case. */
export const rejecting = {
  title: (number: string) => `Reject case ${number}?`,
  meaning: 'The case ends, and its code stops working. The person can open another one.',
  label: 'Reason',
  hint: '3 to 500 characters. We keep it in the audit log, with your account.',
}

/** Words of the dialog that takes back what came of a case. */
export const ending = {
  title: (number: string) => `Take back case ${number}?`,
  meaning:
    'Its code was used. If no new passkey has signed in yet, the recovery ends. If one has, that passkey can’t sign in any more, and what it did is frozen. The owner is told.',
  once: 'You can do this once in 30 days for an account. The person can open another case.',
}
