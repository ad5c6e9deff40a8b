/** Our words are English; the way to write a date follows the reader's own kind of English. */
const LOCALE = navigator.languages.find((language) => language.startsWith('en')) ?? 'en-GB'

const moment = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'short' })
const day = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium' })

/** `21 Nov 2026, 22:14`. */
export function formatMoment(at: number): string {
  return moment.format(at)
}

/** `21 Nov 2026`. */
export function formatDay(at: number): string {
  return day.format(at)
}
