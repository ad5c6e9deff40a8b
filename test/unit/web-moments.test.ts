import { expect } from 'chai'
import { formatAgo, formatDay, formatMoment, formatWhen } from '../../web/messages/moments.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

describe('Times in words', () => {
  const now = new Date(2026, 10, 28, 10, 30).getTime()
  const ago = (before: number) => formatAgo(now - before, now)

  it('say how long ago something was, and the day after a week', () => {
    expect([-5 * MINUTE, 0, 59_999].map(ago)).to.deep.equal(Array(3).fill('just now'))
    expect([MINUTE, 5 * MINUTE, HOUR - 1].map(ago)).to.deep.equal([
      '1 minute ago',
      '5 minutes ago',
      '59 minutes ago',
    ])
    expect([HOUR, 23 * HOUR].map(ago)).to.deep.equal(['1 hour ago', '23 hours ago'])
    // By midnights: 35 hours before half past ten is the evening of the day before yesterday.
    expect([25 * HOUR, 34 * HOUR, 35 * HOUR, 7 * DAY].map(ago)).to.deep.equal([
      'yesterday',
      'yesterday',
      '2 days ago',
      '7 days ago',
    ])
    expect(ago(8 * DAY)).to.equal(formatDay(now - 8 * DAY))
    expect(ago(400 * DAY)).to.include('2025')
  })

  it('name the days next to today, and stand in a sentence', () => {
    const at = (days: number) => new Date().setHours(12, 0, 0, 0) + days * DAY
    expect(formatMoment(at(0))).to.match(/^today at .*12:00/)
    expect(formatMoment(at(1))).to.match(/^tomorrow at .*12:00/)
    expect(formatWhen(at(-1))).to.match(/^yesterday at .*12:00/)
    expect(formatWhen(at(9))).to.match(/^on .*\d.* at .*12:00/)
  })
})
