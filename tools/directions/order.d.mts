export const HOUSE: readonly string[]
export const CARRIED: readonly string[]
export const STORES: readonly string[]
export const PACKAGES: Readonly<Record<string, readonly string[]>>
export const PARTS: readonly string[]
export const PAGES: readonly string[]
