import type { Page, WebSocketRoute } from 'playwright-core'
import type { ErrorCode } from '../../shared/errors.ts'

interface HoldableLine {
  /** From now on, what the server sends waits. */
  hold(): void
  letGo(): void
  /** From now on, who enters a channel is refused with this code, as by the server itself. Null: nobody. */
  refuse(code: ErrorCode | null): void
  /** Ends the connections. The page makes new ones by itself. */
  end(): void
  /** How many messages of this command the page has sent. */
  sent(command: string): number
}

/** Lets the test hold up what the sockets of a page receive. Call it before the page is opened. */
export async function holdableLine(page: Page): Promise<HoldableLine> {
  const sent: string[] = []
  let held: (() => void)[] | null = null
  let refusing: ErrorCode | null = null
  const lines = new Set<WebSocketRoute>()
  await page.routeWebSocket(/./, (near) => {
    lines.add(near)
    const far = near.connectToServer()
    near.onMessage((message) => {
      sent.push(String(message))
      far.send(message)
    })
    far.onMessage((message) => {
      const entered = /^40(\/\w+),/.exec(String(message))
      const refused = entered && refusing && `44${entered[1]},${JSON.stringify({ message: refusing })}`
      const pass = () => near.send(refused ?? message)
      if (held) held.push(pass)
      else pass()
    })
  })
  return {
    hold() {
      held = []
    },
    letGo() {
      for (const pass of held ?? []) pass()
      held = null
    },
    refuse(code) {
      refusing = code
    },
    end() {
      for (const line of lines) void line.close()
      lines.clear()
    },
    sent: (command) => sent.filter((message) => message.includes(`"${command}"`)).length,
  }
}
