import { createHook } from 'node:async_hooks'
import { expect } from 'chai'
import { hashSecret, isSecret } from '../../server/methods/backup-codes/hash.ts'

const SECRET = 'K7Q29XWDK7Q29XWD'

describe('the hash of a backup code', () => {
  it('has a salt of its own and names its scheme and cost [B2]', async () => {
    const [one, other] = await Promise.all([hashSecret(SECRET), hashSecret(SECRET)])
    expect(one).to.match(/^\$scrypt\$ln=14,r=8,p=1\$[\w-]{22}\$[\w-]{43}$/)
    expect(one.split('$')[3]).not.to.equal(other.split('$')[3])
    expect(one.split('$')[4]).not.to.equal(other.split('$')[4])
    expect(one).not.to.include(SECRET)
  })

  it('fits its own secret and no other [B2]', async () => {
    const hashed = await hashSecret(SECRET)
    expect(await isSecret(SECRET, hashed)).to.equal(true)
    expect(await isSecret('K7Q29XWDK7Q29XWE', hashed)).to.equal(false)
  })

  it('is compared by the cost that it names, so that the cost can be raised later [B2]', async () => {
    const cheap = '$scrypt$ln=10,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$'
    expect(await isSecret(SECRET, `${cheap}${'A'.repeat(43)}`)).to.equal(false)
  })

  it('is derived once where there is none too, and the answer is no [B6]', async () => {
    const derivations = async (against: string | null) => {
      let derived = 0
      const hook = createHook({
        init(_id, type) {
          if (type === 'SCRYPTREQUEST') derived += 1
        },
      })
      hook.enable()
      expect(await isSecret('K7Q29XWDK7Q29XWE', against)).to.equal(false)
      hook.disable()
      return derived
    }
    const hashed = await hashSecret(SECRET)
    expect(await isSecret(SECRET, hashed)).to.equal(true)
    expect([await derivations(hashed), await derivations(null)]).to.deep.equal([1, 1])
  })

  it('is a fault if it is no hash of ours', async () => {
    let failed: unknown = null
    await isSecret(SECRET, 'plain').catch((err: unknown) => (failed = err))
    expect(failed).to.be.an('error')
  })
})
