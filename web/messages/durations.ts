function unit(value: number, name: 'hour' | 'minute' | 'second'): string {
  return new Intl.NumberFormat('en', { style: 'unit', unit: name, unitDisplay: 'long' }).format(value)
}

/** `4:32`: for eyes. */
export function formatClock(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** `4 minutes 32 seconds`: for ears and sentences. From an hour on, hours and minutes. */
export function formatDuration(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const parts = [hours && unit(hours, 'hour'), minutes && unit(minutes, 'minute')]
  if (!hours && (rest || !minutes)) parts.push(unit(rest, 'second'))
  return parts.filter(Boolean).join(' ')
}
