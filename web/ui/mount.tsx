import './theme.css'
import { type ComponentChild, render } from 'preact'
import { keepTextNodes } from './keep-text-nodes.ts'

/** Puts a page into the place that its index.html keeps for it. */
export function mount(page: ComponentChild): void {
  const place = document.getElementById('page')
  if (!place) throw new Error('index.html has no element #page')
  // The words for a script that never begins.
  place.replaceChildren()
  keepTextNodes(place)
  render(page, place)
}
