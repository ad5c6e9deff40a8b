import type { AdminEvents } from './admin.ts'
import type { AccountEvents, ApprovingEvents, RequestingEvents } from './protocol.ts'

/** What the server tells on each namespace of sockets, by its name: both ends are typed by this list. */
export interface Channels {
  '/lost': RequestingEvents
  '/approve': ApprovingEvents
  '/account': AccountEvents
  '/admin': AdminEvents
}
