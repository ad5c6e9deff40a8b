import { useEffect, useState } from 'preact/hooks'

type Later = typeof import('./later.tsx')

// Loading starts with the page's first script, but the first paint does not wait for it.
const fetching: Promise<Later | 'missing'> = import('./later.tsx').catch(() => 'missing')

/** The screens after the first one. Null while they are loading, `missing` if they could not be loaded. */
export function useLater(): Later | 'missing' | null {
  const [later, setLater] = useState<{ readonly here: Later | 'missing' } | null>(null)
  useEffect(() => {
    void fetching.then((here) => setLater({ here }))
  }, [])
  return later?.here ?? null
}
