import type { AllPosts } from '../../shared/all-posts.ts'
import type { ErrorBody, Gets } from '../../shared/api.ts'
import type { PageError, Result } from './page-error.ts'
import { site } from './site.ts'

const ANSWER_WITHIN_MS = 20_000

/** Posts JSON to the API. Never throws: a refusal, or a server that cannot be reached, is a value. */
export function post<Path extends keyof AllPosts>(
  path: Path,
  body: AllPosts[Path][0],
): Promise<Result<AllPosts[Path][1]>> {
  return ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

/** Reads from the API. Never throws. */
export function get<Path extends keyof Gets>(path: Path): Promise<Result<Gets[Path]>> {
  return ask(path, { method: 'GET' })
}

async function ask<Body>(path: string, request: RequestInit): Promise<Result<Body>> {
  try {
    const response = await fetch(path, {
      ...request,
      cache: 'no-store',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    })
    const answer: unknown = await response.json()
    if (response.ok) return { ok: true, body: answer as Body }
    return { ok: false, error: refusalOf(answer as Partial<ErrorBody>) }
  } catch {
    // No connection, no answer in time, or an answer that is not ours (a proxy's own page).
    return { ok: false, error: { code: 'offline' } }
  }
}

function refusalOf({ error = { code: 'internal' } }: Partial<ErrorBody>): PageError {
  // The address is right, so the header did not arrive: settings, extensions and proxies can remove it.
  const hidden = error.code === 'origin_refused' && location.origin === new URL(site.publicUrl).origin
  return hidden ? { code: 'origin_hidden' } : error
}
