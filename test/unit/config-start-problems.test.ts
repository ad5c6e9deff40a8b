import { expect } from 'chai'
import { dataFolderProblem } from '../../server/standalone/config/data-folder.ts'
import { listenProblem } from '../../server/standalone/listen.ts'
import { withExplicitSslMode } from '../../server/stores/sql/postgres-pool.ts'

function refused(code: string): Error {
  return Object.assign(new Error(code), { code })
}

describe('what only some machines refuse', () => {
  it('a port without permission names PORT and what to do', () => {
    const { message } = listenProblem({ host: null, port: 80 }, refused('EACCES'))
    expect(message).to.match(/^PORT is 80, .* may not .*PORT=3000/)
  })

  it('the last port has no next one', () => {
    for (const host of [null, '127.0.0.1'])
      expect(listenProblem({ host, port: 65_535 }, refused('EADDRINUSE')).message).to.contain('PORT=3000')
  })

  it('an address of a protocol or a card that is not there names HOST and what to do', () => {
    expect(listenProblem({ host: '::1', port: 80 }, refused('EAFNOSUPPORT')).message).to.match(
      /^HOST is ::1, and this machine has no IPv6\..*HOST=127/,
    )
    expect(listenProblem({ host: 'fe80::1', port: 80 }, refused('EINVAL')).message).to.match(
      /^HOST is fe80::1, .*HOST=fe80::1%eth0/,
    )
  })

  for (const code of ['EACCES', 'EPERM', 'EROFS', 'EIO']) {
    it(`a folder with ${code} names DATA_DIR and what to do`, () => {
      expect(dataFolderProblem('/srv/x', refused(code)).message).to.match(
        /^DATA_DIR is \/srv\/x, and .*\. .*; for example DATA_DIR=/,
      )
    })
  }
})

describe('the sslmode of DATABASE_URL', () => {
  it('is said as it is meant, so that pg has nothing to warn of', () => {
    for (const mode of ['prefer', 'require', 'verify-ca', 'verify-full']) {
      expect(withExplicitSslMode(`postgres://db/x?a=b&sslmode=${mode}&c=d`)).to.equal(
        'postgres://db/x?a=b&sslmode=verify-full&c=d',
      )
    }
  })

  it('is left alone where libpq is asked for, and where there is no TLS', () => {
    for (const url of [
      'postgres://db/x?uselibpqcompat=true&sslmode=require',
      'postgres://db/x?sslmode=disable',
      'postgres://db/x',
    ]) {
      expect(withExplicitSslMode(url)).to.equal(url)
    }
  })
})
