import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { findGaps } from '../../tools/guards/gaps.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

// A project of one rule, in which everything fits.
const whole = {
  'docs/spec/rules.md': ['| id | rule | test |', '| --- | --- | --- |', '| Z1 | A rule | `door` |'],
  'server/door.ts': ['export function door(a: boolean, b: boolean) {', '  if (a || b) return // [Z1]', '}'],
  'shared/none.ts': [],
  'web/none.ts': [],
  'test/door.test.ts': ["it('[Z1] keeps the door', () => {})"],
}

describe('rules, guards and test titles', () => {
  it('fit together; `npm run test:guards` shows that the tests notice when a guard is gone', () => {
    expect(findGaps(root)).to.deep.equal([])
  })

  const broken: Record<string, { file: keyof typeof whole; lines: string[]; gap: RegExp }> = {
    'a rule that no test names': {
      file: 'test/door.test.ts',
      lines: ["it('keeps the door', () => {})"],
      gap: /Z1 .* no test/,
    },
    'a test that names it in a comment': {
      file: 'test/door.test.ts',
      lines: ['// [Z1]'],
      gap: /Z1 .* no test/,
    },
    'a guard of no rule': {
      file: 'server/door.ts',
      lines: [...whole['server/door.ts'], 'shut() // [Z2]'],
      gap: /guards Z2/,
    },
    'a guard in a page whose rule has no unit test': {
      file: 'web/none.ts',
      lines: ['export const shut = () => open() && wide() // [Z1]'],
      gap: /none.ts:1 guards Z1 in a page/,
    },
    'a guard that cannot be taken out by itself': {
      file: 'server/door.ts',
      lines: ['export function door() { // [Z1]', '}'],
      gap: /door.ts:1 has nothing/,
    },
    'a rule that names no test': {
      file: 'docs/spec/rules.md',
      lines: ['| id | rule | test |', '| --- | --- | --- |', '| Z1 | A rule | |'],
      gap: /names no test for Z1/,
    },
    'a test that is named and does not know it': {
      file: 'docs/spec/rules.md',
      lines: ['| id | rule | test |', '| --- | --- | --- |', '| Z1 | A rule | `window` |'],
      gap: /names the test window for Z1/,
    },
    'two rows with one id': {
      file: 'docs/spec/rules.md',
      lines: [...whole['docs/spec/rules.md'], '| Z1 | Again | `door` |'],
      gap: /two rows/,
    },
  }

  it('are found to fit in a project of one rule', () => expect(gapsWith({})).to.deep.equal([]))

  for (const [what, { file, lines, gap }] of Object.entries(broken)) {
    it(`do not fit with ${what}`, () => expect(gapsWith({ [file]: lines }).join('\n')).to.match(gap))
  }

  it('need no guard', () => {
    expect(gapsWith({ 'server/door.ts': [] })).to.deep.equal([])
  })
})

function gapsWith(changed: Readonly<Record<string, readonly string[]>>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-gaps-'))
  try {
    for (const [file, lines] of Object.entries({ ...whole, ...changed })) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), `${lines.join('\n')}\n`)
    }
    return findGaps(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
