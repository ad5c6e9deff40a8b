import './theme.css'
import { type ComponentChild, render } from 'preact'
import { keepTextNodes } from './keep-text-nodes.ts'

/** Renders a page into the place that its index.html has for it. */
export function mount(page: ComponentChild): void {
  const place = document.getElementById('page')
  if (!place) throw new Error('index.html has no element #page')
  // Removes the words for a script that does not start.
  place.replaceChildren()
  keepTextNodes(place)
  render(page, place)
}
