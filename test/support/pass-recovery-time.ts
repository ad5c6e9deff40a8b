/** Runs one statement and gives its rows, on whichever database. */
export type Query = (statement: string) => Promise<readonly Record<string, unknown>[]>

interface Moment {
  readonly at: number
  readonly since?: number | null
}

/**
 * Lets time pass for the account of a recovery without another device, as if all about it had happened that much
 * earlier.
 */
export async function passRecoveryTime(query: Query, recoveryId: string, ms: number): Promise<void> {
  const [row] = await query(`select account_id from recoveries where id = '${recoveryId}'`)
  if (!row) throw new Error('There is no such recovery.')
  await passWaitTime(query, recoveryId, ms)
  const moved = (...columns: readonly string[]) =>
    columns.map((column) => `${column} = ${column} - ${ms}`).join(', ')
  await query(
    `update recoveries set ${moved('created_at', 'registered_at', 'done_at', 'undo_until', 'frozen_until', 'decide_until', 'tie_before')} where id = '${recoveryId}'`,
  )
  await query(
    `update credentials set ${moved('created_at', 'last_used_at', 'probation_until')} where account_id = '${row.account_id}'`,
  )
  await query(
    `update scheduled_changes set ${moved('made_at', 'due_at')} where account_id = '${row.account_id}'`,
  )
  await query(
    `update backup_code_sets set ${moved('made_at', 'counts_from', 'saved_at', 'off_at')} where account_id = '${row.account_id}'`,
  )
}

/** Only for its proofs, its pauses, and the time that it has left. */
export async function passWaitTime(query: Query, recoveryId: string, ms: number): Promise<void> {
  const [row] = await query(
    `select proofs, pauses from recoveries join recovery_waits on recovery_id = id where id = '${recoveryId}'`,
  )
  if (!row) throw new Error('There is no such recovery.')
  const earlier = (text: unknown) =>
    JSON.stringify(
      (JSON.parse(String(text)) as readonly Moment[]).map(({ at, since, ...rest }) => ({
        ...rest,
        at: at - ms,
        ...(since !== undefined && { since: since === null ? null : since - ms }),
      })),
    ).replaceAll("'", "''")
  await query(`update recoveries set proofs = '${earlier(row.proofs)}' where id = '${recoveryId}'`)
  await query(
    `update recovery_waits set ends_at = ends_at - ${ms}, pauses = '${earlier(row.pauses)}' where recovery_id = '${recoveryId}'`,
  )
}
