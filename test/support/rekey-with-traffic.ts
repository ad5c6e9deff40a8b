import { Redis } from 'ioredis'
import pg from 'pg'
import { Socket } from 'socket.io'
import { runCommandLine } from '../../server/standalone/run-command-line.ts'

// The server as it is. At SIGUSR2 it says what it has sent so far: commands and round trips to Redis, statements to
// PostgreSQL, messages to sockets. A round trip begins when something is sent and nothing is under way.

const sent = { commands: 0, redisTrips: 0, statements: 0, messages: 0 }

let underWay = 0
const { sendCommand } = Redis.prototype
Redis.prototype.sendCommand = function (command, stream) {
  sent.commands += 1
  if (underWay === 0) sent.redisTrips += 1
  underWay += 1
  const asked = sendCommand.call(this, command, stream)
  const done = () => {
    underWay -= 1
  }
  command.promise.then(done, done)
  return asked
}

const query = pg.Client.prototype.query as (...args: unknown[]) => unknown
Object.assign(pg.Client.prototype, {
  query(this: pg.Client, ...args: unknown[]) {
    sent.statements += 1
    return query.apply(this, args)
  },
})

const { emit } = Socket.prototype
Socket.prototype.emit = function (event, ...args) {
  sent.messages += 1
  return emit.call(this, event, ...args)
}

let times = 0
process.on('SIGUSR2', () => {
  times += 1
  process.stdout.write(`Traffic ${times} ${JSON.stringify(sent)}\n`)
})

await runCommandLine()
