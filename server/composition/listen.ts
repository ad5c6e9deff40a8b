import type { Server } from 'node:http'
import { StartError } from '../config/start-error.ts'

/** Resolves when the server answers on the port. Throws StartError when the port cannot be had. */
export function listen(http: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => reject(portProblem(port, error))
    http.once('error', refuse)
    http.listen(port, () => {
      http.off('error', refuse)
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
