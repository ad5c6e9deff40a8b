import { mock } from 'node:test'
import { expect } from 'chai'
import pino from 'pino'
import { createAdminFeed, type FeedDeps } from '../../server/admin/admin-feed.ts'
import { createWarnings } from '../../server/warnings/warnings.ts'
import { eventually } from '../contract/eventually.ts'
import { careful } from '../support/careful.ts'

describe('what admins are sent', () => {
  /** Shows it to one who comes, and tells which warnings hold then. */
  async function shown(hours: FeedDeps['background'], emit: (name: string) => void): Promise<string[]> {
    const warnings = createWarnings(pino({ enabled: false }))
    const figures: FeedDeps['figures'] = async () => ({}) as never
    const admins = { standings: async () => new Map() }
    const feed = createAdminFeed({ admins, figures, background: hours, warnings, careful })
    feed.show({ emit: (...[event]) => emit(event) })
    await eventually('something is warned of', async () => warnings.list().length > 0)
    return warnings.list().flatMap(({ kind, endedAgoMs }) => (endedAgoMs === null ? [kind] : []))
  }

  it('is warned of part by part: figures that arrive do not end the warning of hours that cannot be read', async () => {
    const sent: string[] = []
    const away = () => Promise.reject(new Error('away'))
    expect(await shown(away, (name) => void sent.push(name))).to.deep.equal(['hours'])
    expect(sent).to.deep.equal(['figures'])
  })

  it('ends no process when it cannot be sent', async () => {
    const breaks = (name: string) => {
      if (name === 'background') throw new Error('cannot be encoded')
    }
    expect(await shown(async () => ({}) as never, breaks)).to.deep.equal(['hours'])
  })

  it('[D13] is nothing while it is unknown who may watch, though the figures can be read', async () => {
    mock.timers.enable({ apis: ['setTimeout'] })
    const heard: string[] = []
    const line = { hint: (event: string) => heard.push(event) }
    const watching = [{ sessionId: 'one', line }] as never
    const passkey = { status: 'active', onProbation: false, undoableSince: null } as const
    let standings: () => Promise<Map<string, unknown>> = () => Promise.reject(new Error('away'))
    const stop = createAdminFeed({
      admins: { standings: () => standings() as never },
      figures: async () => ({}) as never,
      background: async () => ({}) as never,
      warnings: createWarnings(pino({ enabled: false })),
      careful,
    }).serve({ of: () => watching })
    try {
      await seconds(20)
      expect(heard).to.deep.equal([])
      standings = async () => new Map([['one', { admin: true, open: true, passkey }]])
      await seconds(10)
      expect(heard.filter((event) => event === 'figures')).to.have.length(5)
      expect(heard.filter((event) => event === 'background')).to.have.length(1)
    } finally {
      stop()
      mock.timers.reset()
    }
  })

  /** Lets so many seconds go by, and what begins in each of them come to its end. */
  async function seconds(count: number): Promise<void> {
    for (let gone = 0; gone < count; gone += 1) {
      mock.timers.tick(1_000)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
})
