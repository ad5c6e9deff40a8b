const number = new Intl.NumberFormat('en')

/** `12,480`. */
export function formatCount(value: number): string {
  return number.format(value)
}

/** `1 alarm`, `12,480 alarms`. */
export function times(value: number, one: string, many: string): string {
  return `${formatCount(value)} ${value === 1 ? one : many}`
}
