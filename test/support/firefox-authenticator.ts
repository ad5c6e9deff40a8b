import { readFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { eventually } from '../contract/eventually.ts'

/** Firefox then opens Marionette at a port of its choice, and takes passkeys from virtual authenticators alone. */
export const MARIONETTE = {
  args: ['--marionette'],
  prefs: {
    'marionette.port': 0,
    'security.webauth.webauthn_enable_softtoken': true,
    'security.webauth.webauthn_enable_usbtoken': false,
  },
} as const

/**
 * Gives a running Firefox an authenticator that answers at once, for a user who is verified; discoverable. WebDriver
 * BiDi has no command for that yet, and Marionette, which lies below geckodriver, does. The result leaves it: then
 * Firefox ends the session of BiDi, too, which is the same.
 */
export async function addFirefoxAuthenticator(profile: string): Promise<() => void> {
  const socket = connect(await portOf(profile), '127.0.0.1')
  await ask(socket, 'WebAuthn:AddVirtualAuthenticator', {
    protocol: 'ctap2_1',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserConsenting: true,
    isUserVerified: true,
  })
  return () => socket.destroy()
}

async function portOf(profile: string): Promise<number> {
  let port = Number.NaN
  await eventually(
    'Firefox says where Marionette is',
    async () => {
      port = Number(await readFile(join(profile, 'MarionetteActivePort'), 'utf8').catch(() => 'none'))
      return port > 0
    },
    20_000,
  )
  return port
}

/** Messages are JSON behind their length; the first that comes is a greeting. */
function ask(socket: Socket, command: string, parameters: object): Promise<void> {
  const message = JSON.stringify([0, 1, command, parameters])
  socket.write(`${message.length}:${message}`)
  let heard = ''
  return new Promise((resolve, reject) => {
    socket.on('error', reject).on('data', (chunk) => {
      heard += chunk
      const answer = /\d+:\[1,1,(null|\{.*?\}),/.exec(heard)
      if (answer) answer[1] === 'null' ? resolve() : reject(new Error(`${command}: ${answer[1]}`))
    })
  })
}
