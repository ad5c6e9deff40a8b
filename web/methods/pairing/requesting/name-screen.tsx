import { Card } from '../../../ui/card.tsx'
import { nameFirst as say } from './messages/later.ts'
import { NameForm } from './name-form.tsx'
import type { RequestingPage } from './requesting-page.ts'

interface NameScreenProps {
  readonly asking: boolean
  readonly page: RequestingPage
}

/** Asks for the account name before any new code, because the last one was used with two accounts. */
export function NameScreen({ asking, page }: NameScreenProps) {
  return (
    <>
      <Card>
        <p>{say.happened}</p>
        <p>{say.text}</p>
        <NameForm page={page} asking={asking} go={say.go} />
      </Card>
      <p>{say.hint}</p>
    </>
  )
}
