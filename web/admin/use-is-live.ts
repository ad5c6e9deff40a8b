import { useEffect, useState } from 'preact/hooks'
import { type ConsoleState, isLive } from './console-state.ts'

/** Whether the figures are current. It changes by itself when they grow old. */
export function useIsLive(state: ConsoleState): boolean {
  const [, look] = useState(0)
  const live = isLive(state, Date.now())
  useEffect(() => {
    if (!live) return
    const timer = setInterval(() => !isLive(state, Date.now()) && look((times) => times + 1), 250)
    return () => clearInterval(timer)
  }, [state, live])
  return live
}
