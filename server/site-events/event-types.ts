/** What an event can say, beside the account that it concerns. Ids and words of ours: no address, network or code. */
export interface EventFields {
  /** Of the recovery, as the console and the audit have it. */
  readonly recoveryId: string | null
  /** The credential id of the passkey that it is about, or that acted. */
  readonly passkeyId: string | null
  /** A recovery method: `pairing`, `backup-code`, `email`, `contact` or `assisted`. */
  readonly method: string
  /** Why, in a word of ours. Null if nothing more is known. */
  readonly cause: string | null
  /** ISO 8601, or null: it waits for something else than a time. */
  readonly until: string | null
  readonly kind: string
  readonly figure: number | null
}

/** Every event, a closed list, with what it says beside the account. docs/events.md says when each happens. */
export const EVENTS = {
  'account.created': ['passkeyId'],
  'account.changes_stopped': ['passkeyId'],
  'account.renamed': ['passkeyId'],
  'account.name_restored': ['passkeyId'],
  'account.deletion_scheduled': ['passkeyId'],
  'account.deletion_cancelled': ['passkeyId', 'cause'],
  'account.deleted': [],
  'recovery.begun': ['recoveryId', 'method'],
  'recovery.proof_added': ['recoveryId', 'method'],
  'recovery.on_hold': ['recoveryId', 'until'],
  'recovery.paused': ['recoveryId', 'cause'],
  'recovery.vetoed': ['recoveryId', 'passkeyId'],
  'recovery.approved': ['recoveryId'],
  'recovery.denied': ['recoveryId'],
  'recovery.reported': ['recoveryId'],
  'recovery.ended': ['recoveryId', 'cause'],
  'recovery.registered': ['recoveryId', 'passkeyId'],
  'recovery.lapsed': ['recoveryId', 'passkeyId'],
  'recovery.done': ['recoveryId', 'passkeyId'],
  'recovery.frozen': ['recoveryId', 'passkeyId'],
  'recovery.unfrozen': ['recoveryId', 'passkeyId'],
  'recovery.undone': ['recoveryId', 'passkeyId'],
  'case.approved': [],
  'case.closed': [],
  'passkey.added': ['passkeyId'],
  'passkey.removal_scheduled': ['passkeyId'],
  'passkey.removal_cancelled': ['passkeyId'],
  'passkey.suspended': ['passkeyId', 'cause'],
  'passkey.restored': ['passkeyId'],
  'passkey.removed': ['passkeyId'],
  'method.on': ['method'],
  'method.on_scheduled': ['method'],
  'method.off': ['method'],
  'method.off_scheduled': ['method'],
  'method.change_cancelled': ['method'],
  'address.added': [],
  'address.confirmed': [],
  'address.counts': [],
  'address.removal_scheduled': [],
  'address.removal_cancelled': [],
  'address.removed': [],
  'lock.set': ['recoveryId', 'cause'],
  'alarm.raised': ['kind', 'figure'],
} as const satisfies Readonly<Record<string, readonly (keyof EventFields)[]>>

/** One of these events. */
export type EventType = keyof typeof EVENTS

/** What an event of this type says. */
export type EventSays<Type extends EventType> = Pick<EventFields, (typeof EVENTS)[Type][number]>

/** An event as the site is told of it. It is the same for callbacks and for webhooks. */
export interface SiteEvent<Type extends EventType> {
  /** The same at every try, to tell repeats. */
  readonly id: string
  readonly type: Type
  /** When it happened, by the database's clock: ISO 8601. */
  readonly timestamp: string
  readonly data: {
    /** Null if it concerns no account. */
    readonly accountId: string | null
    /** As it is when this is sent. Null if the account is gone. */
    readonly accountName: string | null
  } & EventSays<Type>
}

/** An event of any type. */
export type AnyEvent = { readonly [Type in EventType]: SiteEvent<Type> }[EventType]
