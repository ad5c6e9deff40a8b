import type { ScheduledRow } from '../../shared/account-page.ts'

/** Whether “Keep” is offered: an older passkey can confirm it, but nothing cancels what outweighs it. */
export function mayKeep({ outweighs, own }: Pick<ScheduledRow, 'outweighs' | 'own'>): boolean {
  return !outweighs || own // [R95]
}
