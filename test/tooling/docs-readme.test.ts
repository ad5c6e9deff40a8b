import { expect } from 'chai'
import { configMarkdown } from '../../server/standalone/config/describe-config.ts'
import { documents, prose, read } from '../support/documented.ts'

const pages = documents.filter((file) => /^docs\/(spec\/)?[^/]+$/.test(file))
const readme = read('README.md')
const { engines } = JSON.parse(read('package.json'))

describe('README.md', () => {
  it('is short: 900 words at most, tables and pictures among them', () => {
    expect(readme.split(/\s+/)).to.have.length.below(900)
  })

  it('names the Node version that the image has, and the oldest one that package.json allows', () => {
    expect(readme).to.include(`Node ${engines.node.replace('>=', '')} or newer`)
    const [, image] = /^FROM node:(\d+)-/m.exec(read('Dockerfile')) ?? []
    for (const file of ['README.md', 'CONTRIBUTING.md', 'docs/operate.md', 'CHANGELOG.md'])
      expect(read(file), file).to.include(`Node ${image}`)
  })

  it('leads to every document', () => {
    for (const file of ['CONTRIBUTING.md', 'SECURITY.md', ...pages]) expect(readme).to.include(`](${file}`)
  })
})

describe('documents', () => {
  for (const file of pages) {
    it(`${file} begins with one sentence that says for whom it is`, () =>
      expect(prose(file)).to.match(/^# [^\n]+\n\nFor [^.]+\.\n\n/))
  }
})

describe('what the documents tell people to run', () => {
  it('has the settings that the code describes (docs/settings.md)', () => {
    const [, table] =
      /<!-- configuration -->\n+([\s\S]*?)\n+<!-- end -->/.exec(read('docs/settings.md')) ?? []
    expect(table, 'put in what configMarkdown() gives').to.equal(configMarkdown())
  })
})
