import { takeLinkSecret } from '../../../wire/take-link-secret.ts'

/** The secret that this page was opened with. Null if the address has none. It is read before anything else runs. */
export const linkSecret = takeLinkSecret()
