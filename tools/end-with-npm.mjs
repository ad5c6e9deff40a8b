/**
 * npm starts us through a shell, and some shells (Debian's) die of a SIGTERM without passing it on: the server
 * would go on alone and keep its port. So losing that shell counts as the signal.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return
  const shell = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === shell) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 250)
  watch.unref()
}
