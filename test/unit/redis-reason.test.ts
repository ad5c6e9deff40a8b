import { expect } from 'chai'
import { reasonOf } from '../../server/stores/redis/reason.ts'

describe('why Redis cannot be used', () => {
  const refused = Object.assign(new Error(''), { code: 'ECONNREFUSED' })
  const cases: Record<string, [error: unknown, reason: string]> = {
    'the last node of a cluster': [
      Object.assign(new Error('Failed to refresh slots cache.'), { lastNodeError: refused }),
      'ECONNREFUSED',
    ],
    'the first address of a name': [new AggregateError([refused, new Error('other')]), 'ECONNREFUSED'],
    'what caused it': [new Error('It failed.', { cause: new Error('no route') }), 'no route'],
    'itself, where nothing is inside': [new Error('no route'), 'no route'],
    'itself, where what is inside says nothing': [
      new Error('no route', { cause: new Error('Connection is closed.') }),
      'no route',
    ],
  }

  for (const [from, [error, reason]] of Object.entries(cases))
    it(`[K167] is in the words of ${from}`, () => expect(reasonOf(error)).to.equal(reason))
})
