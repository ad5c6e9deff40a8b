/** Asks again until the answer is yes; fails with `what` when it stays no. For what only time brings. */
export async function eventually(
  what: string,
  check: () => Promise<boolean>,
  withinMs = 5_000,
  pauseMs = 10,
): Promise<void> {
  const deadline = performance.now() + withinMs
  while (!(await check())) {
    if (performance.now() > deadline) throw new Error(`Not within ${withinMs} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}

/** What a promise was rejected with; fails when it was not. */
export function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => {
      throw new Error(`Not rejected, but resolved with ${JSON.stringify(value)}`)
    },
    (error: unknown) => error,
  )
}
