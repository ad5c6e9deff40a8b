import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

// The server with two things that tell: a comparison takes 5 ms longer when it finds what it looks for, and so
// does looking up an account name. Tests of time must notice it.

const DELAY_MS = 5

const { timingSafeEqual } = crypto
crypto.timingSafeEqual = (one, other) => {
  const equal = timingSafeEqual(one, other)
  const until = performance.now() + (equal ? DELAY_MS : 0)
  while (performance.now() < until);
  return equal
}
syncBuiltinESMExports()

// Only now, so that what it imports sees the other comparison.
const { runCommandLine } = await import('../../server/standalone/run-command-line.ts')
const { createAccountStore } = await import('../../server/stores/sql/accounts.ts')

await runCommandLine({
  accounts(database) {
    const accounts = createAccountStore(database)
    return {
      ...accounts,
      async findByName(name) {
        const account = await accounts.findByName(name)
        if (account) await new Promise((resolve) => setTimeout(resolve, DELAY_MS))
        return account
      },
    }
  },
})
