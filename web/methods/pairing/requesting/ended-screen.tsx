import type { RequestingView } from '../../../../shared/pairing-view.ts'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { NeedHelp } from '../../../ui/need-help.tsx'
import { endCauseWords } from '../messages.ts'
import { keptName } from './kept-name.ts'
import { ended as say } from './messages/later.ts'
import type { RequestingPage } from './requesting-page.ts'

interface EndedScreenProps {
  readonly view: RequestingView
  readonly page: RequestingPage
}

/** How it ended, what that means, and one main way to continue. */
export function EndedScreen({ view, page }: EndedScreenProps) {
  return (
    <Card>
      <p>
        {say.nothing} {endCauseWords[view.endCause ?? 'time-ran-out'].next}
      </p>
      <Button wide onPress={() => page.startAgain(keptName())}>
        {say.again}
      </Button>
      <div class="soft below">
        <NeedHelp />
      </div>
    </Card>
  )
}
