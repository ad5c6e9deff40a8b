import { readdirSync } from 'node:fs'
import { expect } from 'chai'
import { documents, prose, read } from '../support/documented.ts'

/** Apostrophes of both kinds as one, and any white space as a space. */
const plain = (text: string) => text.replaceAll("\\'", '’').replaceAll("'", '’').replaceAll(/\s+/g, ' ')

const catalogues = readdirSync(new URL('../../web', import.meta.url), {
  recursive: true,
  encoding: 'utf8',
}).filter((file) => /(^|\/)messages(\/[^/]+)?\.ts$/.test(file))
const words = plain(catalogues.map((file) => read(`web/${file}`)).join('\n'))

describe('words that documents quote “so”', () => {
  it('are on our pages', () => {
    const living = documents.filter((file) => !file.startsWith('docs/decisions/'))
    const quoted = living.flatMap((file) =>
      [...prose(file).matchAll(/“([^”]+)”/g)].map(([, text = '']) => ({ file, text: plain(text) })),
    )
    expect(quoted).to.have.length.above(10)
    expect(quoted.filter(({ text }) => !words.includes(text))).to.deep.equal([])
  })
})
