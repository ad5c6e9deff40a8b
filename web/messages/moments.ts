/** Our words are English. Dates are written as in the reader's own kind of English. */
const LOCALE = readerLanguages().find((language) => language.startsWith('en')) ?? 'en-GB'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

const clock = new Intl.DateTimeFormat(LOCALE, { hour: 'numeric', minute: '2-digit' })
const exact = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'full', timeStyle: 'medium' })
const day = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium' })
const weekday = new Intl.DateTimeFormat(LOCALE, { weekday: 'long', day: 'numeric', month: 'short' })
const dayThisYear = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short' })
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

/** `tomorrow at 22:14`, `21 Nov at 22:14`; with the year if it is another one. */
export function formatMoment(at: number): string {
  const days = daysFromToday(at)
  const date = Math.abs(days) <= 1 ? relative.format(days, 'day') : formatDay(at)
  return `${date} at ${clock.format(at)}`
}

/** The same in a sentence: `on 21 Nov at 22:14`. */
export function formatWhen(at: number): string {
  return Math.abs(daysFromToday(at)) <= 1 ? formatMoment(at) : `on ${formatMoment(at)}`
}

/**
 * `today at 22:14`, `tomorrow at 22:14`, `Saturday 21 Nov at 22:14`: for a time to write down. `now` is the time by the
 * clock that `at` is of.
 */
export function formatAppointment(at: number, now: number): string {
  const days = daysFromToday(at, now)
  const date = days === 0 || days === 1 ? relative.format(days, 'day') : weekday.format(at)
  return `${unbroken(date)} at ${unbroken(clock.format(at))}`
}

/** The same with spaces at which a line does not break. */
function unbroken(text: string): string {
  return text.replaceAll(/\s/g, '\u00a0')
}

/** `21 Nov`; with the year if it is another one. */
export function formatDay(at: number): string {
  const thisYear = new Date(at).getFullYear() === new Date().getFullYear()
  return (thisYear ? dayThisYear : day).format(at)
}

/** `Saturday 21 November 2026 at 22:14:03`: the exact time behind a rough one. */
export function formatExact(at: number): string {
  return exact.format(at)
}

/** How long ago that was: `just now`, `5 minutes ago`, `yesterday`; after a week, the date. */
export function formatAgo(at: number, now: number): string {
  const ago = now - at
  if (ago < MINUTE) return 'just now'
  if (ago < HOUR) return relative.format(-Math.floor(ago / MINUTE), 'minute')
  if (ago < 24 * HOUR) return relative.format(-Math.floor(ago / HOUR), 'hour')
  const days = daysFromToday(at, now)
  return days >= -7 ? relative.format(days, 'day') : formatDay(at)
}

/** The number of midnights from `now` to `at`, by this device's calendar. */
function daysFromToday(at: number, now = Date.now()): number {
  const noon = (time: number) => new Date(time).setHours(12, 0, 0, 0)
  return Math.round((noon(at) - noon(now)) / (24 * HOUR))
}

/** There is none outside a browser. */
function readerLanguages(): readonly string[] {
  return globalThis.navigator?.languages ?? []
}
