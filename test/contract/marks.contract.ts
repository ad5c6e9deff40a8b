import { expect } from 'chai'
import { eventually } from './eventually.ts'
import type { SeenMarks } from './looking-around.ts'

const LONG = 60_000
const SHORT = 300

/** `open` gives two handles on one set without marks; on Redis they are two connections. */
export function describeMarks(name: string, open: () => Promise<readonly [SeenMarks, SeenMarks]>) {
  describe(`marks: ${name}`, () => {
    let marks: SeenMarks
    let other: SeenMarks
    beforeEach(async () => {
      ;[marks, other] = await open()
    })

    it('[K60] reads every reason that sticks to any of the subjects, each once', async () => {
      await marks.set(['browser:a', 'account:b'], 'not-me', LONG)
      await other.set(['account:b'], 'second-claimant', LONG)
      await marks.set(['browser:c'], 'pin-way', LONG)
      expect(await other.read(['browser:a', 'account:b'])).to.have.members(['not-me', 'second-claimant'])
      expect(await other.read(['browser:a'])).to.deep.equal(['not-me'])
      expect(await other.read(['browser:none'])).to.deep.equal([])
      expect(await other.read([])).to.deep.equal([])
    })

    it('[K61] forgets a mark when its time is over', async () => {
      await marks.set(['subject'], 'not-me', SHORT)
      expect(await marks.read(['subject'])).to.deep.equal(['not-me'])
      await eventually('the mark is gone', async () => (await marks.read(['subject'])).length === 0)
    })

    it('[K62] never lets a shorter mark shorten a longer one', async () => {
      await marks.set(['subject'], 'not-me', LONG)
      await marks.set(['subject'], 'not-me', SHORT)
      await marks.set(['subject'], 'pin-way', SHORT)
      await eventually(
        'the short mark is gone',
        async () => !(await marks.read(['subject'])).includes('pin-way'),
      )
      expect(await marks.read(['subject'])).to.deep.equal(['not-me'])
    })
  })
}
