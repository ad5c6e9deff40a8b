import { expect } from 'chai'
import { parseRedisUrl, showPlace } from '../../server/stores/redis/redis-url.ts'

const plain = { kind: 'standalone', tls: false, database: 0 }
const none = { username: undefined, password: undefined, master: undefined }

describe('REDIS_URL', () => {
  it('[K87] reads all three forms, with TLS, user, password, database and group', () => {
    expect(parseRedisUrl('redis://localhost')).to.deep.equal({
      ...plain,
      ...none,
      hosts: [{ host: 'localhost', port: 6379 }],
    })
    expect(parseRedisUrl('rediss://ann:p%40ss%2F@[::1]:7000/3')).to.deep.equal({
      ...none,
      kind: 'standalone',
      tls: true,
      hosts: [{ host: '::1', port: 7000 }],
      username: 'ann',
      password: 'p@ss/',
      database: 3,
    })
    expect(parseRedisUrl('redis+sentinel://:pw@one,two:7001/main/2')).to.deep.equal({
      kind: 'sentinel',
      tls: false,
      hosts: [
        { host: 'one', port: 26379 },
        { host: 'two', port: 7001 },
      ],
      username: undefined,
      password: 'pw',
      master: 'main',
      database: 2,
    })
    expect(parseRedisUrl('rediss+cluster://one:7000,two')).to.deep.equal({
      ...plain,
      ...none,
      kind: 'cluster',
      tls: true,
      hosts: [
        { host: 'one', port: 7000 },
        { host: 'two', port: 6379 },
      ],
    })
  })

  it('[K88] refuses what it cannot mean with a sentence that names REDIS_URL and no password', () => {
    const wrong = [
      '',
      'localhost:6379',
      'http://u:hidden@localhost',
      'redis://:hidden@',
      'redis://:hidden@host:0',
      'redis://:hidden@host:99999',
      'redis://:hidden@one,two',
      'redis://:hidden@host/db',
      'redis://:hidden@host/1/2',
      'redis+sentinel://:hidden@host',
      'redis+cluster://:hidden@host/1',
      'redis://:hid%den@host',
    ]
    for (const url of wrong) {
      expect(() => parseRedisUrl(url), url)
        .to.throw(/REDIS_URL/)
        .with.property('message')
        .that.does.not.match(/hidden|hid%den/)
    }
  })

  it('[K89] shows hosts without user and password', () => {
    expect(showPlace(parseRedisUrl('redis://ann:pw@[::1]:7000/3'))).to.equal('[::1]:7000')
    expect(showPlace(parseRedisUrl('redis+cluster://:pw@one,two:7000'))).to.equal('one:6379, two:7000')
  })
})
