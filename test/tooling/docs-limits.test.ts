import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { RISK } from '../../server/limits/numbers.ts'
import { parseConfig } from '../../server/standalone/config/config.ts'
import {
  budgetsMarkdown,
  fixedMarkdown,
  thresholdsMarkdown,
} from '../../server/standalone/config/describe-limits.ts'
import { VARIABLES } from '../../server/standalone/config/variables.ts'
import { DUAL_REASONS } from '../../shared/pairing.ts'

const limits = readFileSync(new URL('../../docs/spec/limits.md', import.meta.url), 'utf8')

/** What stands between `<!-- name -->` and the next `<!-- end -->`. */
function tableOf(name: string): string | undefined {
  return new RegExp(`<!-- ${name} -->\\n+([\\s\\S]*?)\\n+<!-- end -->`).exec(limits)?.[1]
}

describe('docs/spec/limits.md', () => {
  const tables = {
    budgets: budgetsMarkdown(),
    thresholds: thresholdsMarkdown(),
    fixed: fixedMarkdown(),
  }
  for (const [name, table] of Object.entries(tables)) {
    it(`has the ${name} of the code: put in what ${name}Markdown() gives`, () => {
      expect(tableOf(name)).to.equal(table)
    })
  }

  it('has a row for every reason, and none for a word that is no reason', () => {
    const [, table = ''] = /## Why both devices show a PIN\n([\s\S]*?)\n## /.exec(limits) ?? []
    const words = [...table.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, word]) => word)
    expect(words).to.have.members([...DUAL_REASONS])
  })

  it('shows a LIMITS that the server takes', () => {
    const examples = [...limits.matchAll(/`LIMITS=([^`]+)`/g)].map(([, value = '']) => value)
    expect(examples).to.have.length.above(0)
    for (const LIMITS of examples) expect(parseConfig({ LIMITS }).limits).to.not.deep.equal({})
  })

  it('says the numbers of its sentences as the code has them', () => {
    expect(limits).to.include(`\`LOCK_MINUTES\` (${VARIABLES.LOCK_MINUTES.default})`)
    expect(limits).to.include(`is *new* for ${RISK.newStore / 60_000} minutes`)
    for (const [, name = ''] of limits.matchAll(/\(([A-Z_]{4,})=/g)) expect(VARIABLES).to.have.property(name)
  })
})

describe('LIMITS', () => {
  it('keeps places for networks that hold none, and leaves places for the others', () => {
    const full = 'must keep live-reserved below live-per-deployment'
    for (const LIMITS of ['live-per-deployment=2000', 'live-reserved=20000']) {
      expect(() => parseConfig({ LIMITS })).to.throw(full)
    }
    const both = 'live-per-deployment=2000,live-reserved=500'
    expect(parseConfig({ LIMITS: both }).limits).to.deep.equal({
      'live-per-deployment': 2000,
      'live-reserved': 500,
    })
  })
})
