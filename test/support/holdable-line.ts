import type { Page } from 'playwright-core'

interface HoldableLine {
  /** From now on, what the server sends waits. */
  hold(): void
  letGo(): void
  /** How many messages of this command the page has sent. */
  sent(command: string): number
}

/** Lets the test hold up what the sockets of a page receive. Call it before the page is opened. */
export async function holdableLine(page: Page): Promise<HoldableLine> {
  const sent: string[] = []
  let held: (() => void)[] | null = null
  await page.routeWebSocket(/./, (near) => {
    const far = near.connectToServer()
    near.onMessage((message) => {
      sent.push(String(message))
      far.send(message)
    })
    far.onMessage((message) => {
      const pass = () => near.send(message)
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
    sent: (command) => sent.filter((message) => message.includes(`"${command}"`)).length,
  }
}
