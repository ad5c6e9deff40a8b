/**
 * A store cannot be reached or did not answer in time. The caller must not guess and must not grant anything. The
 * person is told to wait, and nothing is lost.
 */
export class StoreAway extends Error {
  constructor(store: 'redis' | 'memory' | 'sql', options?: ErrorOptions) {
    super(`The ${store} store did not answer.`, options)
    this.name = 'StoreAway'
  }
}
