import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect } from 'chai'
import { documents, prose, read, root } from '../support/documented.ts'

/** The anchors that GitHub gives to the headings of a document. */
function anchorsOf(path: string): string[] {
  const headings = [...prose(path).matchAll(/^#+ (.+)$/gm)].map(([, words = '']) => words)
  return headings.map((words) =>
    words
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

describe('documents', () => {
  for (const path of documents) {
    it(`${path} links only to what is there`, () => {
      const targets = [...prose(path).matchAll(/\]\(([^)\s]+)\)|<img [^>]*src="([^"]+)"/g)]
      for (const [, link, image] of targets) {
        const target = link ?? image ?? ''
        if (/^(https?|mailto):/.test(target)) continue
        const [file = '', anchor] = target.split('#')
        const found = file === '' ? path : normalize(join(dirname(path), file))
        expect(existsSync(join(root, found)), `${target} in ${path}`).to.equal(true)
        if (anchor !== undefined) expect(anchorsOf(found), `${target} in ${path}`).to.include(anchor)
      }
    })

    it(`${path} names only files that are there`, () => {
      const named = [
        ...prose(path).matchAll(/`((?:server|shared|web|test|tools|docs|deploy|bench|examples)\/[^`\s]*)`/g),
      ]
      for (const [, name = ''] of named) {
        if (/[*{<…]|\.\.\.|NNNN/.test(name)) continue
        expect(existsSync(join(root, name)), `${name} in ${path}`).to.equal(true)
      }
    })
  }

  it('keep pictures that are shown, and small', () => {
    const pictures = readdirSync(join(root, 'docs/images')).filter((file) => file.endsWith('.png'))
    expect(pictures).to.have.length.above(0)
    const all = documents.map(read).join('\n')
    for (const picture of pictures) {
      expect(all, picture).to.include(`images/${picture}`)
      expect(statSync(join(root, 'docs/images', picture)).size, picture).to.be.below(150_000)
    }
  })
})

describe('tests and rules that documents name', () => {
  const SUITES = [
    'unit',
    'contract',
    'protocol',
    'attacks',
    'faults',
    'fuzz',
    'simulation',
    'browser',
    'pages',
    'firefox',
    'soak',
    'waiting',
    'tooling',
  ]
  const NAMED = new RegExp(`\`((?:${SUITES.join('|')})/[a-z0-9-]+)\``, 'g')
  const fileOf = (name: string) =>
    [`test/${name}.test.ts`, `test/${name}.contract.ts`].find((file) => existsSync(join(root, file)))
  /** Without its comments, which name rules that it does not test. */
  const codeOf = (name: string) => read(fileOf(name) ?? '').replaceAll(/^\s*(\/\/|\*).*$/gm, '')
  const guides = documents.filter((path) => path.startsWith(normalize('docs/')))
  const testFiles = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  const tests = testFiles.filter((file) => file.endsWith('.ts')).map((file) => read(`test/${file}`))
  const tested = new Set(tests.flatMap((text) => [...text.matchAll(/\[([A-Z]\d+)\]/g)].map(([, id]) => id)))

  for (const path of guides) {
    it(`${path} names only tests that are there`, () => {
      for (const [, name = ''] of read(path).matchAll(NAMED)) {
        expect(fileOf(name), `${name} in ${path}`).to.be.a('string')
      }
    })

    it(`${path} names the tests of its rules by folder and file`, () => {
      for (const [row, cell = ''] of read(path).matchAll(/^\| [A-Z]\d+ \|.*\| ([^|]+) \|$/gm)) {
        const names = [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)
        expect(names, row).to.have.length.above(0)
        for (const name of names) expect(fileOf(name), `${name} in ${row}`).to.be.a('string')
      }
    })

    it(`${path} names only rules that a test has`, () => {
      for (const [, id] of prose(path).matchAll(/\[([A-Z]\d+)\](?!\()/g)) {
        expect([...tested], `${id} in ${path}`).to.include(id)
      }
    })
  }

  for (const path of ['docs/spec/conformance.md', 'docs/spec/threat-model.md']) {
    it(`${path} names beside each rule a test whose title has it`, () => {
      const rows = read(path)
        .split('\n')
        .filter((line) => line.startsWith('|'))
        .map((row) => ({
          row,
          ids: [...row.matchAll(/\[[A-Z]\d+\](?!\()/g)].map(([id]) => id),
          code: [...row.matchAll(NAMED)].map(([, name = '']) => codeOf(name)).join('\n'),
        }))
        .filter(({ ids, code }) => ids.length > 0 && code !== '')
      expect(rows).to.have.length.above(40)
      const missing = rows.flatMap(({ row, ids, code }) =>
        ids.filter((id) => !code.includes(id)).map((id) => `${id} in ${row}`),
      )
      expect(missing).to.deep.equal([])
    })
  }

  it('are attacks of the suite where a row has a number: its test begins with it', () => {
    const rows = [...read('docs/spec/threat-model.md').matchAll(/^\| (\d+[a-g]?) \|.*$/gm)]
    expect(rows).to.have.length.above(40)
    for (const [row, number = ''] of rows) {
      for (const [, name = ''] of row.matchAll(/`(attacks\/[a-z0-9-]+)`/g)) {
        expect(read(fileOf(name) ?? ''), `#${number} in ${name}`).to.match(
          new RegExp(`['"\`](#\\w+ )*#${number}\\b`),
        )
      }
    }
  })
})

describe('decision records', () => {
  const records = documents.filter((path) => path.startsWith(normalize('docs/decisions/0')))
  for (const path of records) {
    it(`${path} has its number, Context, Decision and Consequences`, () => {
      const number = Number(/\/(\d{4})-/.exec(path)?.[1])
      const headings = [...prose(path).matchAll(/^#+ .*$/gm)].map(([heading]) => heading)
      expect(headings[0]).to.match(new RegExp(`^# ${number}\\. `))
      expect(headings.slice(1)).to.include.members(['## Context', '## Decision', '## Consequences'])
      expect(read('docs/architecture.md')).to.include(path.replace('docs/', ''))
    })
  }

  it('have each number once, without a gap', () => {
    const numbers = records.map((path) => Number(/\/(\d{4})-/.exec(path)?.[1])).sort((a, b) => a - b)
    expect(numbers).to.deep.equal(numbers.map((_, index) => index + 1))
  })
})
