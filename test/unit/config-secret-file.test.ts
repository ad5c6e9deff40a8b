import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { StartError } from '../../server/errors/start-error.ts'
import { findSecret, loadSecret } from '../../server/standalone/config/secret-file.ts'

describe('secret file', () => {
  it('is made once, long enough, for the owner only', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rekey-secret-'))
    try {
      const secret = loadSecret(join(folder, 'data'))
      const file = join(folder, 'data', 'secret')
      expect(secret).to.have.length.greaterThan(31)
      expect(loadSecret(join(folder, 'data'))).to.equal(secret)
      expect(readFileSync(file, 'utf8').trim()).to.equal(secret)
      expect(statSync(file).mode & 0o777).to.equal(0o600)
      expect(findSecret(join(folder, 'elsewhere'))).to.equal(null)
      for (const text of ['', '\n', 'x'.repeat(31)]) {
        writeFileSync(file, text)
        expect(() => loadSecret(join(folder, 'data'))).to.throw(StartError, 'at least 32 characters')
      }
      // As a container makes one where it should mount a file that is not there.
      rmSync(file)
      mkdirSync(file)
      expect(() => loadSecret(join(folder, 'data'))).to.throw(
        StartError,
        'is a folder, and must be a file. Remove it',
      )
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
