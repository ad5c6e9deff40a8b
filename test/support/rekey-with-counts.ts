import { queryObjects } from 'node:v8'
import { Server, Socket } from 'socket.io'
import { runCommandLine } from '../../server/standalone/run-command-line.ts'

// The server as it is. At SIGUSR2 it says how many sockets are in its heap, whoever still knows of them, and what
// its namespaces hold.

let io: Server | null = null
const { bind } = Server.prototype
Server.prototype.bind = function (engine) {
  io = this
  return bind.call(this, engine)
}

let times = 0
process.on('SIGUSR2', () => {
  times += 1
  // Collects garbage first, so it comes before the memory is read.
  const sockets = queryObjects(Socket, { format: 'count' })
  const namespaces = [...(io?._nsps.values() ?? [])]
  const sum = (sizeOf: (namespace: (typeof namespaces)[number]) => number) =>
    namespaces.reduce((all, namespace) => all + sizeOf(namespace), 0)
  const { heapUsed, external } = process.memoryUsage()
  const counts = {
    sockets,
    connections: io?.engine.clientsCount ?? 0,
    entered: sum(({ sockets: { size } }) => size),
    rooms: sum(({ adapter }) => adapter.rooms.size + adapter.sids.size),
    bytes: heapUsed + external,
  }
  process.stdout.write(`Counts ${times} ${JSON.stringify(counts)}\n`)
})

await runCommandLine()
