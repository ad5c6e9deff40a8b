import './card.css'
import type { ComponentChildren } from 'preact'

/** A raised surface for the one thing that a page is about. */
export function Card({ children }: { readonly children: ComponentChildren }) {
  return <div class="card">{children}</div>
}
