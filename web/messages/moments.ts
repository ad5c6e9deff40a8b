/** Our words are English; the way to write a date follows the reader's own kind of English. */
const LOCALE = navigator.languages.find((language) => language.startsWith('en')) ?? 'en-GB'

const moment = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'short' })
const momentThisYear = new Intl.DateTimeFormat(LOCALE, {
  day: 'numeric',
  month: 'short',
  hour: 'numeric',
  minute: '2-digit',
})
const day = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium' })

/** `21 Nov, 22:14`; with the year when it is another one. */
export function formatMoment(at: number): string {
  const thisYear = new Date(at).getFullYear() === new Date().getFullYear()
  return (thisYear ? momentThisYear : moment).format(at)
}

/** `21 Nov 2026`. */
export function formatDay(at: number): string {
  return day.format(at)
}
