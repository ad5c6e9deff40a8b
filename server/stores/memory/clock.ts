/** Milliseconds since 1970; never goes back while the process lives. */
export type Clock = () => number

/** Start time plus monotonic time: setting the machine's clock moves no expiry. */
export const monotonicClock: Clock = () => Math.floor(performance.timeOrigin + performance.now())
