import type { AdminEvents } from '../../shared/admin.ts'
import type { SignedInLine } from '../accounts/signed-in-line.ts'

/** The name of the console's channel. */
export const CONSOLE = '/admin'

/** The connection of an admin's page. */
export type ConsoleLine = SignedInLine<AdminEvents>
