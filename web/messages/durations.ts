function unit(value: number, name: 'hour' | 'minute' | 'second'): string {
  return new Intl.NumberFormat('en', { style: 'unit', unit: name, unitDisplay: 'long' }).format(value)
}

/** `4:32`, to be read. */
export function formatClock(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** Below this many seconds, each second counts. */
const SECONDS_FROM_MS = 30_000

/** `about 4 minutes`. In the last half minute, `28 seconds`. */
export function formatAbout(ms: number): string {
  if (ms <= SECONDS_FROM_MS) return formatDuration(ms)
  return `about ${unit(Math.max(1, Math.round(ms / 60_000)), 'minute')}`
}

/** `4 minutes 32 seconds`, to be heard and in sentences. From an hour on, hours and minutes. */
export function formatDuration(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const parts = [hours && unit(hours, 'hour'), minutes && unit(minutes, 'minute')]
  if (!hours && (rest || !minutes)) parts.push(unit(rest, 'second'))
  return parts.filter(Boolean).join(' ')
}

/** `42 min`, for headings. Rounded up. In the last minute, `45 s`; from two hours on, `2 h 5 min`. */
export function formatRough(ms: number): string {
  const minutes = Math.ceil(ms / 60_000)
  if (ms < 60_000) return `${Math.ceil(ms / 1000)} s`
  if (minutes < 120) return `${minutes} min`
  return [`${Math.floor(minutes / 60)} h`, minutes % 60 && `${minutes % 60} min`].filter(Boolean).join(' ')
}
