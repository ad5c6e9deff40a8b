import { useEffect, useReducer } from 'preact/hooks'
import { openSocketWire } from '../wire/socket-wire.ts'
import type { Wire } from '../wire/wire.ts'
import { type ConsoleNews, type ConsoleState, heard, isShut, KNOCKING } from './console-state.ts'

/** A connection without figures for this long is made again, because it may be dead without notice. Milliseconds. */
const SILENT_MS = 8_000
const REST_MS = 500

interface Console {
  readonly state: ConsoleState
  /** Tries to open the console again, as after a step-up. */
  readonly knock: () => void
}

/** The live feed of the page: connected while the console is not shut. */
export function useConsole(): Console {
  const [state, dispatch] = useReducer(heard, KNOCKING)
  const shut = isShut(state.door)
  useEffect(() => (shut ? undefined : follow(dispatch)), [shut])
  return { state, knock: () => dispatch({ type: 'knock' }) }
}

function follow(tell: (news: ConsoleNews) => void): () => void {
  let heardAt = Date.now()
  const wire: Wire = openSocketWire('/admin', {
    up: () => tell({ type: 'up' }),
    down: () => tell({ type: 'down' }),
    refused: (code) => tell({ type: 'refused', code }),
    heard: {
      figures: (figures) => {
        heardAt = Date.now()
        tell({ type: 'figures', figures, at: heardAt })
      },
      background: (background) => tell({ type: 'background', background }),
      bye: (why) => tell({ type: 'bye', why }),
    },
  })
  const timer = setInterval(() => {
    if (Date.now() - heardAt < SILENT_MS) return
    heardAt = Date.now()
    wire.rest(REST_MS)
  }, 1_000)
  return () => {
    clearInterval(timer)
    wire.close()
  }
}
