/** Goes where the server says: a path of ours, or an address of its allow-list. */
export function goTo(next: string): void {
  const target = new URL(next, location.origin)
  location.assign(target.protocol === 'https:' || target.protocol === 'http:' ? target : '/')
}
