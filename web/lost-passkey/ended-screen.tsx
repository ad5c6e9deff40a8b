import type { RequestingView } from '../../shared/pairing-view.ts'
import { NAME_FIRST, ended as say } from '../messages/lost-passkey.ts'
import { endCauseWords } from '../messages/reasons.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { keptName } from './kept-name.ts'
import { NameScreen } from './name-screen.tsx'
import type { RequestingPage } from './requesting-page.ts'

interface EndedScreenProps {
  readonly view: RequestingView
  readonly page: RequestingPage
}

/** How it ended, what that means, and one big way on. */
export function EndedScreen({ view, page }: EndedScreenProps) {
  const cause = view.endCause ?? 'time-ran-out'
  if (NAME_FIRST.has(cause)) return <NameScreen page={page} />
  return (
    <Card>
      <p>
        {say.nothing} {endCauseWords[cause].next}
      </p>
      <Button wide onPress={() => page.startAgain(keptName())}>
        {say.again}
      </Button>
    </Card>
  )
}
