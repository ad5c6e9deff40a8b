import { expect } from 'chai'
import { type AcknowledgeDeps, createAcknowledgeAlarm } from '../../server/admin/acknowledge-alarm.ts'
import { StoreAway } from '../../server/errors/store-away.ts'
import { openMemory } from '../../server/stores/memory/open-memory.ts'
import type { AccountId, SessionId } from '../../shared/ids.ts'
import { newContext } from '../support/new-context.ts'

describe('acknowledging an alarm', () => {
  const session = { id: 'session' as SessionId, accountId: 'admin' as AccountId } as never
  const context = newContext()

  it('[A129] does not happen while it cannot be written down, and does when tried again', async () => {
    const { alarmLog } = openMemory(() => 0)
    await alarmLog.note([{ kind: 'reports', figure: 3, network: null }])
    const span = async () => (await alarmLog.list())[0]
    const id = (await span())?.id ?? ''
    const written: unknown[] = []
    const deps: AcknowledgeDeps = {
      admins: {
        standings: async ([sessionId]) => new Map([[sessionId!, { admin: true, passkey: null, open: true }]]),
      },
      alarmLog,
      audit: { append: async (entry) => void written.push(entry) },
    }
    const away = { ...deps, audit: { append: () => Promise.reject(new StoreAway('sql')) } }
    const refused = await createAcknowledgeAlarm(away)(session, id, context).catch((error: unknown) => error)
    expect(refused).to.be.instanceOf(StoreAway)
    expect((await span())?.seen).to.equal(null)

    expect(await createAcknowledgeAlarm(deps)(session, id, context)).to.deep.equal({ ok: true })
    expect((await span())?.seen?.by).to.equal('admin')
    expect(written).to.have.length(1)
  })
})
