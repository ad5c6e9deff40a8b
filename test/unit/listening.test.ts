import { createServer } from 'node:http'
import { expect } from 'chai'
import pino from 'pino'
import { listen } from '../../server/composition/listen.ts'
import { createWarnings } from '../../server/warnings/warnings.ts'

describe('a server that listens', () => {
  it('[H16] goes on and warns when it cannot take a connection', async () => {
    const http = createServer()
    const lines: string[] = []
    const warnings = createWarnings(pino({}, { write: (line: string) => void lines.push(line) }))
    await listen(http, 0, warnings)
    http.emit('error', Object.assign(new Error('accept EMFILE'), { code: 'EMFILE' }))
    expect(warnings.list()[0]).to.include({ kind: 'connections', endedAgoMs: null })
    expect(lines[0]).to.include('accept EMFILE')
    http.close()
  })
})
