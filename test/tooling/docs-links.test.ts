import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'

const root = fileURLToPath(new URL('../../', import.meta.url))
const FOLDERS = ['.', 'docs', 'docs/decisions', 'examples/own-users-table']
const documents = FOLDERS.flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((file) => file.endsWith('.md'))
    .map((file) => normalize(join(folder, file))),
)
const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** Everything but code blocks, where a bracket is no link. */
const prose = (path: string) => read(path).replace(/^ *```[\s\S]*?^ *```$/gm, '')

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
