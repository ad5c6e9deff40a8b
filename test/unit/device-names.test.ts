import Bowser from 'bowser'
import { expect } from 'chai'
import { afterEach, beforeEach } from 'mocha'
import { deviceName } from '../../server/requests/device-name.ts'

describe('the names of devices that are kept', () => {
  const { parse } = Bowser
  let parsed: number
  beforeEach(() => {
    parsed = 0
    Bowser.parse = (text) => {
      parsed += 1
      return parse(text)
    }
  })
  afterEach(() => {
    Bowser.parse = parse
  })

  it('are those of browsers that ask again, however many there are', () => {
    for (let browser = 1; browser <= 1_200; browser += 1) {
      const two = [`Browser/${browser}`, `Browser/${browser - 1}`]
      for (const text of two) deviceName(text)
      const before = parsed
      for (const text of two) deviceName(text)
      expect(parsed - before, `browser ${browser}`).to.equal(0)
    }
    expect(parsed).to.be.within(1_200, 1_210)
  })
})
