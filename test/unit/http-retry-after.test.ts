import { expect } from 'chai'
import type { Response } from 'express'
import { refuse } from '../../server/transport/http/refuse.ts'
import { ERROR_STATUS, type ErrorCode } from '../../shared/errors.ts'

/** What an answer would have in its header, and the time in its body. */
function answered(code: ErrorCode, retryAfterMs?: number) {
  const sent: { header: string | null; body: { error?: { retryAfterMs?: number } } } = {
    header: null,
    body: {},
  }
  const response = {
    set: (name: string, value: string) => {
      if (name === 'Retry-After') sent.header = value
    },
    status: () => response,
    json: (body: typeof sent.body) => {
      sent.body = body
    },
  }
  refuse(response as unknown as Response, retryAfterMs === undefined ? { code } : { code, retryAfterMs })
  return [sent.header, sent.body.error?.retryAfterMs]
}

describe('when it is worth trying again', () => {
  const codes = Object.keys(ERROR_STATUS) as ErrorCode[]
  const isBusy = (code: ErrorCode) => [429, 503].includes(ERROR_STATUS[code])

  it('[H91] is in the header of each refusal that says it in its body, in whole seconds', () => {
    for (const code of codes)
      for (const [ms, header] of [
        [0, '1'],
        [1, '1'],
        [1_000, '1'],
        [1_001, '2'],
        [86_400_000, '86400'],
      ] as const)
        expect(answered(code, ms), code).to.deep.equal([header, ms])
  })

  it('[H91] is five seconds where a budget is used up or a server is busy, and nothing says how long', () => {
    expect(codes.filter(isBusy)).to.have.members([
      ...['rate_limited', 'store_away', 'server_full', 'server_restarting'],
    ])
    for (const code of codes)
      expect(answered(code), code).to.deep.equal([isBusy(code) ? '5' : null, undefined])
  })
})
