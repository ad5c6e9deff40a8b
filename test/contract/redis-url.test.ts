import { expect } from 'chai'
import { parseConfig } from '../../server/standalone/config/config.ts'
import { parseRedisUrl } from '../../server/stores/redis/redis-url.ts'
import { showPlace } from '../../server/stores/redis/start-problem.ts'

const plain = { kind: 'standalone', tls: false, database: 0, family: 0 }
const none = { username: undefined, password: undefined, master: undefined }

/** Parts of a password that nobody may read anywhere, whatever is wrong around them. */
const MARKER = /hidden|geheim|tr0ub/i

/** What is wrong, and what the sentence about it says. */
const WRONG: readonly (readonly [url: string, says: RegExp])[] = [
  ['localhost:6379', /must begin with redis:\/\/ or rediss:\/\//],
  ['http://u:hidden@localhost', /must begin with redis:\/\//],
  ['redis+tls://:hidden@localhost', /must begin with redis:\/\//],
  ['redis:/:hidden@localhost', /must begin with redis:\/\//],
  ['redis://:hidden geheim@localhost', /space.*%20/],
  ['redis://:hidden@', /must name a host/],
  ['redis://:hidden@/3', /must name a host/],
  ['redis+cluster://:hidden@one,,two', /must name a host, and each one between commas/],
  ['redis://:hidden@host:0', /wrong port/],
  ['redis://:hidden@host:99999', /wrong port/],
  ['redis://:hidden@host:port', /a number as their port/],
  ['redis://:hidden@::1:6379', /brackets around an IPv6/],
  ['redis://:hidden@one,two', /names several hosts.*redis:\/\/ takes one/],
  ['redis://:hidden@host/db', /nothing but a database number/],
  ['redis://:hidden@host/1/2', /nothing but a database number/],
  ['redis://:hidden@host/1?db=2', /database twice/],
  ['redis://:hidden@host?db=1&db=2', /database twice/],
  ['redis+sentinel://:hidden@host', /name of the group/],
  ['redis+sentinel://:hidden@host/main/x', /nothing but a database number/],
  ['redis+cluster://:hidden@host/1', /a cluster has only 0/],
  ['redis+cluster://:hidden@host?db=1', /a cluster has only 0/],
  ['redis://hidden@host', /a user without a password.*:password@/],
  ['redis://hidden:@host', /a user without a password/],
  ['redis://:hid%den@host', /% in its user or password.*%25/],
  ['redis://default:Zm9v/geheim+w==@host', /%2F/],
  ['redis://u:hidden@ss/tr0ub@host', /@ is written %40.*%2F/],
  ['redis://u:hidden@geheim@host', /@ is written %40/],
  ['redis://u:hidden?geheim@host', /\? %3F/],
  ['redis://u:hidden#geheim@host', /# %23/],
  ['redis://u:2024/geheim@host:6379', /%2F/],
  ['redis+sentinel://u:2024/geheim@host:26379/main', /%2F/],
  ['redis+sentinel://u:2024/geheim@host', /%2F/],
  ['redis://u:hidden/geheim', /a number as their port.*%2F/],
  ['redis://u:2024/geheim', /nothing but a database number.*%2F/],
  ['redis://u:2024?geheim', /after a \? that Rekey does not accept/],
  ['redis://u:2024#geheim', /# in it.*%23/],
  ['redis://host?ssl_cert_reqs=none', /\?ssl_cert_reqs=.*NODE_EXTRA_CA_CERTS/],
  ['redis://host?ssl=true', /\?ssl=.*rediss:\/\//],
  ['redis://host?password=hidden', /\?password=.*before the host/],
  ['redis://host?timeout=5', /\?timeout=.*leave it out/],
  ['redis://host?family=7', /\?family= that is not 0, 4 or 6/],
  ['redis://host?db=hidden', /nothing but a database number/],
]

describe('REDIS_URL', () => {
  it('[K87] reads all three forms, with TLS, user, password, database and group', () => {
    expect(parseRedisUrl('redis://localhost')).to.deep.equal({
      ...plain,
      ...none,
      hosts: [{ host: 'localhost', port: 6379 }],
    })
    expect(parseRedisUrl('rediss://ann:p%40ss%2F@[::1]:7000/3')).to.deep.equal({
      ...plain,
      ...none,
      tls: true,
      hosts: [{ host: '::1', port: 7000 }],
      username: 'ann',
      password: 'p@ss/',
      database: 3,
    })
    expect(parseRedisUrl('redis+sentinel://:pw@one,two:7001/main/2')).to.deep.equal({
      ...plain,
      kind: 'sentinel',
      hosts: [
        { host: 'one', port: 26379 },
        { host: 'two', port: 7001 },
      ],
      username: undefined,
      password: 'pw',
      master: 'main',
      database: 2,
    })
    expect(parseRedisUrl('rediss+cluster://one:7000,two/')).to.deep.equal({
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

  it('[K87] reads what hosting providers put behind a ?, and passwords with characters that need no escape', () => {
    expect(parseRedisUrl('redis://default:a:b+c=!@host.internal:6379?family=0&db=2')).to.deep.include({
      username: 'default',
      password: 'a:b+c=!',
      family: 0,
      database: 2,
    })
    expect(parseRedisUrl('redis+sentinel://one/main?family=6&db=3')).to.deep.include({
      family: 6,
      database: 3,
    })
    expect(parseRedisUrl('redis://:@host')).to.deep.include(none)
  })

  for (const [url, says] of WRONG) {
    it(`[K88] refuses ${url} with a sentence of its own, and no part of a password`, () => {
      expect(() => parseRedisUrl(url))
        .to.throw(says)
        .with.property('message')
        .that.matches(/^REDIS_URL /)
        .and.does.not.match(MARKER)
      const configured = () => parseConfig({ REDIS_URL: url, SECRET: 'x'.repeat(32) })
      expect(configured).to.throw(says).with.property('message').that.does.not.match(MARKER)
    })
  }

  it('[K89] shows hosts without user and password', () => {
    expect(showPlace(parseRedisUrl('redis://ann:pw@[::1]:7000/3'))).to.equal('[::1]:7000')
    expect(showPlace(parseRedisUrl('redis+cluster://:pw@one,two:7000'))).to.equal('one:6379, two:7000')
  })
})
