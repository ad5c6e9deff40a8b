import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { StartError } from '../../errors/start-error.ts'
import { openDataFolder } from './data-folder.ts'
import { SHORTEST_SECRET } from './variables.ts'

/**
 * The secret of a deployment for which SECRET is not set: 256 random bits in the file `secret` of the data folder. It
 * is made at the first start, and only the server's user can read it. Several processes that start at once get the
 * same one. Throws StartError.
 */
export function loadSecret(dataDir: string): string {
  openDataFolder(dataDir)
  return findSecret(dataDir) ?? make(fileIn(dataDir))
}

/** The secret that an earlier start made, or null. Throws StartError for a file that holds none. */
export function findSecret(dataDir: string): string | null {
  const file = fileIn(dataDir)
  try {
    return read(file)
  } catch (error) {
    if (error instanceof StartError) throw error
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return null
    throw new StartError(
      code === 'EISDIR'
        ? `${file} is a folder, and must be a file. Remove it, and the next start makes one; or set SECRET instead.`
        : `${file} cannot be read (${code}). Give it to the user that runs Rekey, or set SECRET instead.`,
      { cause: error },
    )
  }
}

function fileIn(dataDir: string): string {
  return join(dataDir, 'secret')
}

/** A full disk or a mistake can leave an empty file. Then anyone could compute every code. */
function read(file: string): string {
  const secret = readFileSync(file, 'utf8').trim()
  if (secret.length >= SHORTEST_SECRET) return secret
  throw new StartError(
    `${file} must hold at least ${SHORTEST_SECRET} characters, and holds ${secret.length}. ` +
      'Delete it, and the next start makes a new one; or set SECRET instead.',
  )
}

/** Written to another file and then linked into place, so that no one reads half of it, and only one process wins. */
function make(file: string): string {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
  try {
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    unlinkSync(draft)
  }
  return read(file)
}
