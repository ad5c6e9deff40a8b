/** Milliseconds since 1970. Never goes back while the process runs. */
export type Clock = () => number

/** Start time plus monotonic time, so setting the machine's clock changes no expiry. */
export const monotonicClock: Clock = () => Math.floor(performance.timeOrigin + performance.now())
