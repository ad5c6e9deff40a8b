/** True for an address that only this computer knows, so that no phone can open it. */
export function isLocalOnly(publicUrl: string): boolean {
  const { hostname } = new URL(publicUrl)
  return /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)
}
