import { expect } from 'chai'
import { lookAlikeScript } from '../../web/new-passkey/look-alike-script.ts'

describe('the script of a name that is to be confirmed', () => {
  it('[A88] is told where its letters could be taken for Latin ones', () => {
    expect(lookAlikeScript('аӏісе')).to.equal('Cyrillic')
    expect(lookAlikeScript('ΑΝΝΑ')).to.equal('Greek')
    expect(lookAlikeScript('ᎪᏞᏆᏟᎬ')).to.equal('Cherokee')
  })

  it('is not told of Latin names, nor of those that look like no Latin one', () => {
    for (const name of ['alice', 'ada@example.org', '山田 Taro', 'محمد', '123 \u{1f98a}'])
      expect(lookAlikeScript(name), name).to.equal(null)
  })
})
