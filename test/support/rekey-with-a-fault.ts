import { runCommandLine } from '../../server/standalone/run-command-line.ts'

// The server over accounts that have a fault in them.
await runCommandLine({
  accounts: () => {
    throw new TypeError('planted', { cause: new Error('its cause') })
  },
})
