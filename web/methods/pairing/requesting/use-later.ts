import { useEffect, useState } from 'preact/hooks'

type Later = typeof import('./later.tsx')

// Started with the page's first script, but not awaited by the first paint.
const fetching: Promise<Later | 'missing'> = import('./later.tsx').catch(() => 'missing')

/** The screens after the first one: null while they are on their way, `missing` when they did not come. */
export function useLater(): Later | 'missing' | null {
  const [later, setLater] = useState<{ readonly here: Later | 'missing' } | null>(null)
  useEffect(() => {
    void fetching.then((here) => setLater({ here }))
  }, [])
  return later?.here ?? null
}
