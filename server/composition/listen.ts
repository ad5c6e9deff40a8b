import type { Server } from 'node:http'
import { StartError } from '../config/start-error.ts'
import type { Warnings } from '../warnings/warnings.ts'

/** Connections are taken again when none failed for this long. */
const CALM_AFTER_MS = 60_000

/**
 * Resolves when the server answers on the port. Throws StartError when the port cannot be had. What keeps it from
 * taking connections later, such as a want of file descriptors, is a warning.
 */
export function listen(http: Server, port: number, warnings: Warnings): Promise<void> {
  return new Promise((resolve, reject) => {
    let listening = false
    let calm: NodeJS.Timeout | undefined
    http.on('error', (error: NodeJS.ErrnoException) => {
      if (!listening) return reject(portProblem(port, error))
      warnings.begin('connections', 'New connections could not be taken. The log says why.', error) // [H16]
      clearTimeout(calm)
      calm = setTimeout(() => warnings.end('connections'), CALM_AFTER_MS).unref()
    })
    http.listen(port, () => {
      listening = true
      resolve()
    })
  })
}

/** What to tell who gave us a port that we cannot have. */
export function portProblem(port: number, cause: NodeJS.ErrnoException): StartError {
  if (cause.code === 'EADDRINUSE') {
    const another = port < 65_535 ? port + 1 : 3000
    return new StartError(
      `Port ${port} is taken by another program. Stop it, or start Rekey with PORT=${another}.`,
      { cause },
    )
  }
  if (cause.code === 'EACCES') {
    return new StartError(
      `PORT is ${port}, and the user that runs Rekey may not listen there; low ports are for root. ` +
        'Set a PORT of 1024 or more, for example PORT=3000, and let a proxy in front take the low one.',
      { cause },
    )
  }
  return new StartError(`PORT is ${port}, and nothing can listen there (${cause.code}). Set another.`, {
    cause,
  })
}
