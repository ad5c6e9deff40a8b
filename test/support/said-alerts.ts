import type { Page } from 'playwright-core'

/** Notes, from the first script on, every time that words come into an alert, or with it: that is when it's read out. */
export function noteAlerts(): void {
  const alerts: string[] = []
  Object.assign(window, { alerts })
  new MutationObserver((records) => {
    const said = new Set<Element>()
    for (const { target, addedNodes } of records) {
      for (const node of addedNodes) {
        if (!node.textContent) continue
        const place = target instanceof Element ? target.closest('[role=alert]') : null
        if (place) said.add(place)
        else if (node instanceof Element)
          for (const one of [node, ...node.querySelectorAll('*')])
            if (one.matches('[role=alert]')) said.add(one)
      }
    }
    for (const { textContent } of said) if (textContent) alerts.push(textContent)
  }).observe(document, { subtree: true, childList: true })
}

/** How often an alert was read out with these words, on a page that has `noteAlerts` as its init script. */
export async function timesSaid(page: Page, words: string): Promise<number> {
  const said = await page.evaluate(() => (window as unknown as { alerts: string[] }).alerts)
  return said.filter((text) => text.includes(words)).length
}
