import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './project-root.mjs'

/**
 * One hash over the names and contents of files and whole folders, so that unchanged sources are never built
 * again; file times would differ after every clone.
 * @param {readonly string[]} paths relative to the project
 */
export function fingerprint(paths) {
  const hash = createHash('sha256')
  for (const file of paths.flatMap(filesOf)) {
    hash.update(`${file}\0`).update(
      createHash('sha256')
        .update(readFileSync(join(projectRoot, file)))
        .digest(),
    )
  }
  return hash.digest('hex')
}

/** @param {string} path */
function filesOf(path) {
  const full = join(projectRoot, path)
  if (!statSync(full).isDirectory()) return [path]
  const entries = readdirSync(full, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return files.map((file) => file.slice(projectRoot.length + 1)).sort()
}
