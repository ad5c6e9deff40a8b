import type { AccountId, PairingId, SessionId } from '../../shared/ids.ts'

// Rooms are named by the server from what a socket has proven; no client names one.

export const pairingRoom = (id: PairingId) => `pairing:${id}`
export const accountRoom = (id: AccountId) => `account:${id}`
export const sessionRoom = (id: SessionId) => `session:${id}`
