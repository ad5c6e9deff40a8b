import type { RecoveryId } from '../../shared/ids.ts'
import { makePagePair } from '../wire/page-key.ts'

/** What this browser keeps of a recovery that may take days. There is one for each browser and site. */
export interface KeptRecovery {
  /** The two halves of the page key. */
  readonly pair: CryptoKeyPair
  /** Null before the first proof. */
  readonly recoveryId: RecoveryId | null
}

const DATABASE = 'rekey'
const STORE = 'slow-recovery'
const ONLY = 'kept'

/**
 * What is kept, or a new page key, which is then kept. Rejects if this browser keeps nothing, as in some private
 * windows. Two tabs that ask at the same time get the same key.
 */
export async function keptOrNew(): Promise<KeptRecovery> {
  // It is made first: a transaction does not wait for anything but its own requests.
  const fresh: KeptRecovery = { pair: await makePagePair(), recoveryId: null }
  return inStore('readwrite', async (store) => {
    const kept = await done<KeptRecovery | undefined>(store.get(ONLY))
    if (kept) return kept
    await done(store.add(fresh, ONLY))
    return fresh
  })
}

/** What is kept, if anything. Null also if this browser keeps nothing. */
export function keptAlready(): Promise<KeptRecovery | null> {
  return inStore('readonly', (store) => done<KeptRecovery | undefined>(store.get(ONLY))).then(
    (kept) => kept ?? null,
    () => null,
  )
}

/** Keeps which recovery the page key belongs to. */
export function keepRecovery(kept: KeptRecovery): Promise<void> {
  void askToStay()
  return inStore('readwrite', async (store) => void (await done(store.put(kept, ONLY))))
}

/** Forgets the page key and its recovery, which is over. */
export function forgetRecovery(): Promise<void> {
  return inStore('readwrite', (store) => done(store.delete(ONLY)))
}

/**
 * Whether this browser deletes what a site keeps after 7 days of use without a tap on the site. Safari does, and with it every
 * browser on an iPhone or iPad.
 */
export function deletesUntouched({ vendor }: Pick<Navigator, 'vendor'>): boolean {
  return vendor.startsWith('Apple')
}

/**
 * Browsers that run out of space then delete other sites first. Nothing waits for it. Firefox, which names no vendor, would
 * ask a person who has enough to read.
 */
async function askToStay(): Promise<void> {
  if (navigator.vendor === '') return
  try {
    await navigator.storage?.persist?.()
  } catch {
    // Then it is kept as before.
  }
}

async function inStore<Value>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => Promise<Value>,
): Promise<Value> {
  const database = await openDatabase()
  try {
    const transaction = database.transaction(STORE, mode)
    const ended = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve()
      transaction.onabort = () => reject(transaction.error)
    })
    const [value] = await Promise.all([act(transaction.objectStore(STORE)), ended])
    return value
  } finally {
    database.close()
  }
}

function openDatabase(): Promise<IDBDatabase> {
  const opening = indexedDB.open(DATABASE, 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE)
  return done(opening)
}

function done<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
