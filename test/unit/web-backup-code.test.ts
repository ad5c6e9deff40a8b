import { expect } from 'chai'
import { codeInLine, codeProblem, grouped } from '../../web/methods/backup-codes/requesting/typed-code.ts'

describe('A typed backup code', () => {
  it('is found in a pasted line, however it is grouped', () => {
    const shown = '3-K7Q2-9XWD-5M4T-B8EA'
    for (const line of [shown, ' 3k7q29xwd5m4tb8ea ', `3.  ${shown} (unused)`, '3 K7Q2 9XWD 5M4T B8EA'])
      expect(codeInLine(line), line).to.equal(shown)
    expect(codeInLine(`${shown}\n4-K7Q2-9XWD-5M4T-B8EA`)).to.equal(null)
    expect(codeInLine('hello')).to.equal(null)
  })

  it('is grouped while it is typed, and what cannot be in a code stays visible', () => {
    expect(grouped('3k7q29')).to.equal('3-K7Q2-9')
    expect(grouped('3k7é')).to.equal('3k7é')
    expect(grouped('\u202a3\u20117k29\u202c')).to.equal('3-7K29')
  })

  it('that is no code gets a reason', () => {
    expect(codeProblem(' ')).to.include('Type one')
    expect(codeProblem('3-K7Q2')).to.include('5')
    expect(codeProblem('3\u2011K7Q2\u200b')).to.match(/ 5\.$/)
    expect(codeProblem('X-K7Q2-9XWD-5M4T-B8EA')).to.include('a digit first')
  })
})
