import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { expect } from 'chai'
import { io } from 'socket.io-client'
import { showPin } from '../../shared/pins.ts'
import { PROTOCOL_VERSION } from '../../shared/protocol.ts'
import {
  approved,
  closeAfterwards,
  codeOf,
  connectedPage,
  dualClaimed,
  newApprover,
  openPage,
  proveOn,
  register,
  scan,
} from '../protocol/scene.ts'
import { newCommandId, qrOf, viewOf } from '../support/page-device.ts'
import { approval, NOTHING_LOST, SignedInDevice } from '../support/signed-in-device.ts'
import { describeAttacks } from './support/attacked-sites.ts'
import { complete, finish } from './support/recover-honestly.ts'

describeAttacks('B: binding and hijack', 'shared', (site) => {
  it('#10 a photographed QR code gives nothing of the page’s side, and the page does not notice', async () => {
    const page = await openPage(site)
    const { pairingId, secret } = qrOf(page.view)
    const thieves = await Promise.all([1, 2].map(() => connectedPage(site)))
    for (const thief of thieves) {
      thief.pairingId = pairingId
      expect(codeOf(await thief.resume())).to.equal('pairing_over')
      const overheard = page.message('resume', { pairingId })
      expect(codeOf(await thief.send('resume', { ...overheard, nonce: thief.nonce }))).to.equal(
        'pairing_over',
      )
      expect(codeOf(await thief.send('state', { id: newCommandId(), pairingId, secret }))).to.equal(
        'bad_request',
      )
      expect(codeOf(await thief.state())).to.equal('signature_invalid')
      expect(codeOf(await thief.registerOptions())).to.equal('signature_invalid')
    }
    const pair = await scan(site, page)
    expect(page.bye).to.equal(null)
    await complete(site, pair)
    for (const thief of thieves) expect(thief.frames.join()).to.not.include('"view"')
  })

  it('#10 nor after the approval: whoever knows every id gets no options and no passkey', async () => {
    const pair = await approved(site)
    const thief = await connectedPage(site)
    thief.pairingId = pair.page.pairingId
    const message = pair.page.message('register-options', {})
    for (const sent of [message, { ...message, nonce: thief.nonce }, thief.message('register-options', {})]) {
      expect(codeOf(await thief.send('register-options', sent))).to.equal('signature_invalid')
    }
    await completeApproved(pair)
  })

  it('#11 there is no connection to recover: a stolen session id and offset bring nothing back', async () => {
    const page = await openPage(site)
    const sid = (page.socket.io.engine as unknown as { id: string }).id
    expect(page.frames.join()).to.not.include('"pid"')
    await page.drop()
    for (const pid of [sid, page.socket.id ?? sid]) {
      const auth = { v: PROTOCOL_VERSION, pid, offset: '0' }
      const thief = io(`${site.url}/lost`, {
        ...{ transports: ['websocket'], forceNew: true, reconnection: false, auth },
        extraHeaders: { origin: site.url },
      })
      const heard: string[] = []
      thief.onAny((event: string) => heard.push(event))
      await new Promise((resolve) => thief.once('hello', resolve))
      expect(thief.recovered ?? false).to.equal(false)
      const reply = await thief.emitWithAck('state', { id: newCommandId() })
      expect(codeOf(reply)).to.equal('signature_invalid')
      expect(heard).to.deep.equal(['hello'])
      thief.disconnect()
    }
    await page.connect()
    viewOf(await page.resume())
    await complete(site, await scan(site, page))
  })

  it('#12 no way around the Origin: not by a session id, not by polling, not through the proxy', async () => {
    const page = await openPage(site)
    const sid = (page.socket.io.engine as unknown as { id: string }).id
    const evil = 'https://evil.example'
    const paths = {
      [`/socket.io/?EIO=4&transport=websocket&sid=${sid}`]: [400, 403],
      '/socket.io/?EIO=4&transport=websocket': [403],
      [`/socket.io/?EIO=4&transport=polling&sid=${sid}`]: [400, 403, 404],
      '/socket.io/?EIO=4&transport=webtransport': [403],
      '//socket.io/?EIO=4&transport=websocket': [403, 404],
    }
    for (const [path, statuses] of Object.entries(paths)) {
      expect(await knock(path, evil), path).to.be.oneOf(statuses)
    }
    const [upgrade = ''] = Object.keys(paths)
    expect(await knock(upgrade, site.url)).to.equal(400)
    expect(page.socket.connected).to.equal(true)
    await complete(site, await scan(site, page))
  })

  it('#14 a duplicated tab: of two ceremonies under one approval exactly one makes a passkey', async () => {
    for (let round = 0; round < 5; round += 1) {
      const pair = await approved(site)
      const { page } = pair
      const twin = closeAfterwards(page.twin())
      await twin.connect()
      const offer = await page.registerOptions()
      if (!offer.ok) throw new Error(offer.error.code)
      const devices = [new SignedInDevice(site.url), new SignedInDevice(site.url)]
      const [one, other] = devices.map((device) => device.authenticator.create(offer.options))
      // The older connection may be closed before its answer comes; what counts is what was stored.
      await Promise.all([
        page.register(one!).catch(() => null),
        twin.resume().then(() => twin.register(other!)),
      ])
      if (viewOf(await twin.state()).state === 'approved') {
        // Refused while the first one is still being stored, and then that one has won.
        await register(twin, devices[1]!)
        await twin.until(({ state }) => state === 'registered')
      }
      const { passkeys } = await pair.approver.get('/api/account')
      expect(passkeys).to.have.length(2)
      const answers = [await devices[0]!.signIn(), await devices[1]!.signIn()]
      const codes = answers.map(({ error }) => error?.code ?? null)
      expect(codes).to.have.members([null, 'passkey_unknown'])
      expect(viewOf(await twin.state()).state).to.equal('done')
    }
  })

  it('#16 nobody approves, denies or reads what another account or session claimed', async () => {
    const pair = await dualClaimed(site)
    const { approver, claim } = pair
    const mallory = await newApprover(site)
    const elsewhere = closeAfterwards(await (await approver.secondDevice()).connect())
    for (const thief of [mallory, elsewhere]) {
      const stepUp = await thief.stepUp({ do: 'add-passkey' })
      const replies = [
        await thief.state(claim.claimId),
        await thief.renewReturnPin(claim.claimId),
        await thief.approveOptions(claim.claimId, NOTHING_LOST),
        await thief.sendApproval(approval(claim, NOTHING_LOST, stepUp, newCommandId())),
        await thief.deny(claim.claimId),
      ]
      expect(replies.map(codeOf)).to.deep.equal(Array(5).fill('claim_over'))
      expect(thief.views).to.deep.equal([])
    }
    const anonymous = await connectedPage(site)
    expect(codeOf(await anonymous.resume(pair.page.view.pairingId))).to.equal('pairing_over')
    await finish(site, pair)
  })

  it('#17 nobody names a room: what looks like one closes the socket or is refused, and nothing leaks', async () => {
    const page = await openPage(site)
    const pairingId = page.view.pairingId
    const rooms = [
      `pairing:${pairingId}`,
      ['admin'],
      { room: pairingId },
      JSON.parse('{"__proto__":{"a":1}}'),
    ]
    const spies = await Promise.all(rooms.map(() => openPage(site)))
    for (const [at, room] of rooms.entries()) {
      expect(codeOf(await spies[at]!.send('state', { id: newCommandId(), room }))).to.equal('bad_request')
    }
    const joiners = await Promise.all(['join', 'subscribe', 'room', '__proto__'].map(() => openPage(site)))
    for (const [at, event] of ['join', 'subscribe', 'room', '__proto__'].entries()) {
      joiners[at]!.socket.emit(event, pairingId, () => {})
      await joiners[at]!.closed()
    }
    await complete(site, await scan(site, page))
    for (const spy of [...spies, ...joiners]) expect(spy.frames.join()).to.not.include(pairingId)
  })

  it('#18 no code, PIN or id is in any address that the proxy saw, and no answer is kept or told on', async () => {
    const pair = await dualClaimed(site)
    const { page, approver, claim } = pair
    const pin = page.opened.codes?.pin ?? ''
    const returnPin = claim.returnPin?.pin ?? ''
    await finish(site, pair)
    const { pairingId, secret } = qrOf(page.opened)
    // The server's own log names what was asked of it too.
    const log = site.proxy
      ? readFileSync(site.proxy.logFile, 'utf8')
      : site.nodes.map(({ process }) => process.output()).join('')
    expect(log).to.include('/api/sign-in')
    const secrets = [pairingId, secret, pin, showPin(pin), claim.claimId, returnPin, page.opened.codes?.seed]
    for (const text of secrets) {
      expect(text).to.be.a('string').and.have.length.of.at.least(7)
      expect(log).to.not.include(text)
    }
    for (const path of ['/lost-passkey', '/approve', '/account', '/api/session']) {
      const { headers } = await approver.visit(path)
      expect(headers.get('referrer-policy'), path).to.equal('no-referrer')
      expect(headers.get('cache-control'), path).to.equal('no-store')
    }
  })

  async function completeApproved(pair: Awaited<ReturnType<typeof approved>>): Promise<void> {
    const newDevice = closeAfterwards(new SignedInDevice(site.url))
    viewOf(await register(pair.page, newDevice))
    await proveOn({ ...pair, newDevice })
  }

  /** The status of the answer to a wish for a WebSocket, made by hand. */
  function knock(path: string, origin: string): Promise<number> {
    const headers = {
      ...{ connection: 'Upgrade', upgrade: 'websocket', origin },
      ...{ 'sec-websocket-version': '13', 'sec-websocket-key': `${'A'.repeat(22)}==` },
    }
    return new Promise((resolve, reject) => {
      const asked = request(site.url + path, { headers })
      asked.on('upgrade', (response, socket) => {
        socket.destroy()
        resolve(response.statusCode ?? 0)
      })
      asked.on('response', (response) => {
        response.resume()
        resolve(response.statusCode ?? 0)
      })
      asked.on('error', reject).end()
    })
  }
})
