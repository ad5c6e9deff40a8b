import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { answerHtml, pageHtml } from '../../web/page-html.ts'

const theme = readFileSync(new URL('../../web/ui/theme.css', import.meta.url), 'utf8')

describe('the HTML round each page', () => {
  const page = pageHtml('A page')
  const answer = answerHtml()

  it('names its language, both schemes, and the colours of the theme for what is round the window', () => {
    const grounds = [...theme.matchAll(/--ground: (#\w{6});/g)].map(([, colour]) => colour)
    for (const html of [page, answer]) {
      expect(html).to.include('lang="en"').and.to.include('<meta name="color-scheme" content="light dark" />')
      expect(html).to.include('width=device-width, initial-scale=1').and.not.include('maximum-scale')
      const told = [
        ...html.matchAll(/name="theme-color" content="(#\w{6})" media="\(prefers-color-scheme: (\w+)\)"/g),
      ]
      expect(told.map(([, colour, scheme]) => [colour, scheme])).to.deep.equal([
        [grounds[0], 'light'],
        [grounds[1], 'dark'],
      ])
    }
  })

  it('[H83] has words for where no script runs; an answer needs none', () => {
    expect(page).to.match(/<noscript>[\s\S]*<h1>This page needs JavaScript<\/h1>[\s\S]*<\/noscript>/)
    expect(answer).to.include('<h1>%HEADING%</h1>').and.not.include('script')
  })
})
