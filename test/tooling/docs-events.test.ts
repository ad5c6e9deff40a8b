import { expect } from 'chai'
import { EVENTS } from '../../server/site-events/event-types.ts'
import { WAITS } from '../../server/site-events/retry.ts'
import { block, read } from '../support/documented.ts'

const text = read('docs/events.md')
const [, table = ''] = /<!-- events -->\n+([\s\S]*?)\n+<!-- end -->/.exec(text) ?? []

/** How both documents write the waits between tries. */
const WORDS = WAITS.map((ms) =>
  ms < 60_000 ? `${ms / 1_000} s` : ms < 3_600_000 ? `${ms / 60_000} min` : `${ms / 3_600_000} h`,
)

describe('docs/events.md', () => {
  it('[N14] has every event with exactly its fields, in the order of the code, and says when it happens', () => {
    const rows = [...table.matchAll(/^\| `([a-z._]+)` \| ([^|]*) \| ([^|]+) \|$/gm)]
    const documented = rows.map(([, type, fields = '']) => [
      type,
      [...fields.matchAll(/`(\w+)`/g)].map(([, field]) => field),
    ])
    expect(documented).to.deep.equal(Object.entries(EVENTS).map(([type, fields]) => [type, [...fields]]))
    expect(table.split('\n')).to.have.length(rows.length + 2)
    for (const [, type, , when = ''] of rows) expect(when.length, type).to.be.above(10)
  })

  it('[N16] has the waits between tries, as the rules do', () => {
    const waits = `${WORDS.slice(0, -1).join(', ')} and ${WORDS.at(-1)}`
    for (const file of ['docs/events.md', 'docs/spec/events.md'])
      expect(read(file).replaceAll(/\s+/g, ' '), file).to.include(waits)
  })

  it('shows an event that has the fields of its type', () => {
    const { type, data } = JSON.parse(block('docs/events.md', '{')) as {
      type: keyof typeof EVENTS
      data: object
    }
    expect(Object.keys(data)).to.deep.equal(['accountId', 'accountName', ...EVENTS[type]])
  })
})
