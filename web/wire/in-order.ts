/**
 * For answers that can overtake each other. Each question takes a turn before it is sent. When its answer comes, the
 * turn says whether it still counts: no later question's answer was there before it.
 */
export function createTurns(): () => () => boolean {
  let asked = 0
  let answered = 0
  return () => {
    asked += 1
    const own = asked
    return () => {
      if (own < answered) return false
      answered = own
      return true
    }
  }
}
