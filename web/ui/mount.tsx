import './theme.css'
import { type ComponentChild, render } from 'preact'

/** Puts a page into the place that its index.html keeps for it. */
export function mount(page: ComponentChild): void {
  const place = document.getElementById('page')
  if (!place) throw new Error('index.html has no element #page')
  render(page, place)
}
