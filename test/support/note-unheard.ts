/** In a page: notes, from the first script on, every polite region that came with its words: those are not read out. */
export function noteUnheard(): void {
  const unheard: string[] = []
  Object.assign(window, { unheard })
  new MutationObserver((records) => {
    for (const node of records.flatMap(({ addedNodes }) => [...addedNodes])) {
      if (!(node instanceof Element)) continue
      const regions = [node, ...node.querySelectorAll<HTMLElement>('*')].filter((one) =>
        one.matches('[role=status]'),
      )
      // What is invisible yet, and only takes its place, is no word to a screen reader.
      for (const region of regions as HTMLElement[]) if (region.innerText) unheard.push(region.innerText)
    }
  }).observe(document, { subtree: true, childList: true })
}
