import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { RISK } from '../../server/limits/numbers.ts'
import { LIFETIMES } from '../../server/methods/pairing/lifetimes.ts'
import { ERROR_STATUS } from '../../shared/errors.ts'
import { PAIRING_END_CAUSES } from '../../shared/pairing.ts'

const protocol = readFileSync(new URL('../../docs/spec/protocol.md', import.meta.url), 'utf8')
const MINUTE = 60_000

/** The part of the page under a heading, up to the next one. */
function under(heading: string): string {
  const [, part = ''] = new RegExp(`\\n#+ ${heading}\\n([\\s\\S]*?)(?=\\n#+ |$)`).exec(protocol) ?? []
  return part
}

describe('docs/spec/protocol.md', () => {
  it('has a row for every refusal, and none for what is no refusal', () => {
    const codes = [...under('Refusals').matchAll(/^\| `(\w+)` \|/gm)].map(([, code]) => code)
    expect(codes).to.have.members(Object.keys(ERROR_STATUS))
  })

  it('says for every command only refusals that there are', () => {
    const commands = under('From the page, `/lost`') + under('From the approving device, `/approve`')
    const rows = [...commands.matchAll(/^\| `[a-z-]+` \|.*\| ([^|]*) \|$/gm)]
    expect(rows).to.have.length.above(12)
    const codes = rows.flatMap(([, cell = '']) => [...cell.matchAll(/`(\w+)`/g)].map(([, code]) => code))
    expect(Object.keys(ERROR_STATUS)).to.include.members(codes)
  })

  it('names every cause of an end', () => {
    for (const cause of PAIRING_END_CAUSES) expect(under('States'), cause).to.include(`\`${cause}\``)
  })

  it('says the times that pairings live by', () => {
    const table = under('Sizes and lifetimes')
    const told = [
      `| receipt of a look | ${LIFETIMES.receipt / MINUTE} min |`,
      `Claimable for ${LIFETIMES.claimable / MINUTE} min, registered within ${LIFETIMES.whole / MINUTE} |`,
      `| claim to decision | ${LIFETIMES.decision / MINUTE} min;`,
      `| approval to registration | ${LIFETIMES.registration / MINUTE} min,`,
      `| registration until the passkey is proven | ${LIFETIMES.unproven / MINUTE / 60} h |`,
      `| record in the store | ${LIFETIMES.remembered / MINUTE} min after its last step`,
      `${(LIFETIMES.whole + LIFETIMES.remembered) / MINUTE} min after the opening at most`,
      `| page that dropped | ${LIFETIMES.resume / 1_000} s |`,
      `| marks of contention | ${RISK.mark / MINUTE} min,`,
      `40 bits), ${LIFETIMES.pin / MINUTE} min,`,
      `7 digits, ${LIFETIMES.returnPin / MINUTE} min,`,
    ]
    for (const words of told) expect(table).to.include(words)
  })
})
