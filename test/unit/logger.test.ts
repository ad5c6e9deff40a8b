import { EventEmitter, once } from 'node:events'
import { Writable } from 'node:stream'
import { expect } from 'chai'
import pino from 'pino'
import { createLogger, type LogOutput, throughPipe, watchLog } from '../../server/standalone/logger.ts'
import { createWarnings } from '../../server/warnings/warnings.ts'

describe('the log', () => {
  const logged = (err: unknown) => {
    const lines: string[] = []
    createLogger('info', { write: (line) => void lines.push(line) }).warn({ err }, 'said')
    expect(lines).to.have.length(1)
    return JSON.parse(lines[0] ?? '')
  }

  it('has what went wrong with its causes, and nothing of the driver', () => {
    const err = Object.assign(new Error('outer', { cause: new TypeError('inner') }), {
      parameters: ['secret'],
    })
    const line = logged(err)
    expect(line.err).to.include({ name: 'Error', message: 'outer' })
    expect(line.err.cause).to.include({ name: 'TypeError', message: 'inner' })
    expect(JSON.stringify(line)).to.not.include('secret')
  })

  it('[H18] takes any error there can be: one that is its own cause, one that cannot be read, none', () => {
    const circle = new Error('circle')
    circle.cause = new Error('back', { cause: circle })
    expect(logged(circle)).to.have.nested.property('err.cause.cause.message', 'circle')
    const unreadable = Object.defineProperty(new Error(), 'message', {
      get() {
        throw new Error('never')
      },
    })
    expect(logged(unreadable).err).to.deep.equal({ message: 'An error that cannot be read.' })
    expect(logged(Object.create(null)).err).to.deep.equal({ message: 'An error that cannot be read.' })
    expect(logged('text').err).to.deep.equal({ message: 'text' })
  })

  it('that cannot be written is a warning until it can', () => {
    const output = new EventEmitter() as unknown as LogOutput
    const warnings = createWarnings(pino({ level: 'silent' }))
    watchLog(output, warnings)
    output.emit('error', new Error('ENOSPC'))
    expect(warnings.list()[0]).to.include({ kind: 'log', endedAgoMs: null })
    output.emit('write', 1)
    expect(warnings.list()[0]?.endedAgoMs).to.be.a('number')
  })

  it('[H41] loses lines that nobody reads, beyond a MiB that waits, and goes on when someone does', async () => {
    const unread: (() => void)[] = []
    const output = throughPipe(new Writable({ write: (_line, _encoding, read) => void unread.push(read) }))
    let lost = 0
    output.on('error', () => {
      lost += 1
    })
    for (let lines = 0; lines < 2_048; lines += 1) output.write('x'.repeat(1_024))
    expect(lost).to.equal(1_023)
    const written = once(output, 'write')
    unread[0]?.()
    await written
    output.write('y')
    expect(lost).to.equal(1_023)
  })
})
