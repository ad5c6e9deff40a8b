// Imported first by what a newcomer calls, so that an old Node gets a sentence instead of a stack trace.
import { readFileSync } from 'node:fs'

const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
const [major = 0, minor = 0] = engines.node.replace('>=', '').split('.').map(Number)
const [ownMajor = 0, ownMinor = 0] = process.versions.node.split('.').map(Number)

if (ownMajor < major || (ownMajor === major && ownMinor < minor)) {
  console.error(
    `Rekey needs Node ${major}.${minor} or newer, and this is ${process.version}. ` +
      'Install a newer one from https://nodejs.org and try again.',
  )
  process.exit(1)
}
