interface Translated {
  /** What the page wrote last. */
  readonly text: string
  /** The element that shows the translation in its place. */
  readonly shown: Element
}

/**
 * Browser translators replace each text node by an element. A page that goes on writing into the text node that it
 * had would show old countdowns, headings and PINs, or fail because the node is no longer where it was. So each text
 * node is put back in its place, empty, beside its translation, until the page writes into it or removes it.
 */
export function keepTextNodes(place: Element): void {
  const translated = new Map<Text, Translated>()
  const observer = new MutationObserver((records) => {
    const fonts = new Set(records.flatMap(({ addedNodes }) => [...addedNodes].filter(isFont)))
    for (const record of records) {
      if (record.type === 'characterData') written(record.target)
      for (const node of record.removedNodes) {
        if (node instanceof Text) removed(node, record, fonts)
        else giveBack(node)
      }
    }
    // Our own changes must not be handled again.
    observer.takeRecords()
  })
  observer.observe(place, { subtree: true, childList: true, characterData: true })

  function removed(node: Text, record: MutationRecord, fonts: ReadonlySet<Node>): void {
    const known = translated.has(node)
    const shown = known ? null : standInOf(record, fonts)
    if (shown) keep(node, shown, record.target)
    else if (known && !node.isConnected) forget(node)
  }

  function keep(node: Text, shown: Element, parent: Node): void {
    const text = node.data
    // Some translators wrap the text node itself: they get a copy of it.
    if (shown.contains(node)) node.replaceWith(text)
    node.data = ''
    parent.insertBefore(node, shown)
    translated.set(node, { text, shown })
  }

  /** The page has written something new, which the translator will find by itself. */
  function written(node: Node): void {
    if (node instanceof Text && node.data !== '') forget(node)
  }

  function forget(node: Text): void {
    translated.get(node)?.shown.remove()
    translated.delete(node)
  }

  /** The translation was removed: the page shows its own text again. */
  function giveBack(shown: Node): void {
    for (const [node, one] of translated) {
      if (one.shown !== shown) continue
      translated.delete(node)
      if (node.data === '') node.data = one.text
    }
  }
}

/** No page of ours has a `font` element, and translators use nothing else. */
function isFont(node: Node): boolean {
  return node instanceof Element && node.localName === 'font'
}

/** The element that replaced a text, in the same step or just before it. */
function standInOf(record: MutationRecord, fonts: ReadonlySet<Node>): Element | null {
  const { addedNodes, previousSibling, nextSibling, target } = record
  const beside = [previousSibling, nextSibling].filter((node) => node !== null && fonts.has(node))
  const found = [...addedNodes, ...beside].find((node) => node?.parentNode === target)
  return found instanceof Element ? found : null
}
