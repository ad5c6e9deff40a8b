import { Button } from '../../../ui/button.tsx'
import { Refusal } from '../../../ui/refusal.tsx'
import { refused, restMissing } from './messages/first.ts'

/** The script of the later screens did not arrive. */
export function RestMissing() {
  return (
    <Refusal words={restMissing}>
      <Button onPress={() => location.reload()}>{refused.reload}</Button>
    </Refusal>
  )
}
