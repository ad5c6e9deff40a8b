/** For tests in which nobody hears of proxies. */
export const unnoticed = { onHidden() {}, onUntold() {} }
