import { accessSync, constants, mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { StartError } from '../../errors/start-error.ts'

/** Makes the folder of `DATA_DIR` when it is missing. Throws StartError when it cannot be made or written to. */
export function openDataFolder(dataDir: string): void {
  try {
    makeFolder(resolve(dataDir))
    accessSync(dataDir, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw dataFolderProblem(dataDir, error)
  }
}

/** Checks it as a start would, without making it; false if there is none yet. Throws StartError. */
export function findDataFolder(dataDir: string): boolean {
  try {
    if (!statSync(dataDir).isDirectory()) throw Object.assign(new Error('a file'), { code: 'EEXIST' })
    accessSync(dataDir, constants.W_OK | constants.X_OK)
    return true
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw dataFolderProblem(dataDir, error)
  }
}

/** What to say about a folder that cannot be used. */
export function dataFolderProblem(dataDir: string, error: unknown): StartError {
  return new StartError(
    `DATA_DIR is ${dataDir}, and ${reasonOf(error)}; for example DATA_DIR=/var/lib/rekey`,
    { cause: error },
  )
}

function reasonOf(error: unknown): string {
  switch (codeOf(error)) {
    case 'EEXIST':
    case 'ENOTDIR':
      return 'a file is in its place. Name a folder'
    case 'EACCES':
    case 'EPERM':
      return 'the user that runs Rekey may not write there. Give the folder to that user, or name another'
    case 'EROFS':
      return 'it is read-only. Name a folder on a disk that takes writes'
    case 'ENOENT':
      return 'no folder can be made there. Name another'
    default:
      return `it cannot be used (${codeOf(error)}). Fix that, or name another`
  }
}

/** Not `recursive`: if a file system refuses new folders with ENOENT, as /proc does, Node would try for ever. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    if (codeOf(error) === 'EEXIST' && statSync(folder).isDirectory()) return
    if (codeOf(error) !== 'ENOENT' || dirname(folder) === folder) throw error
    makeFolder(dirname(folder))
    mkdirSync(folder, { mode: 0o700 })
  }
}

function codeOf(error: unknown): string {
  return String((error as NodeJS.ErrnoException).code ?? error)
}
