import { type Room, roomWarning, roomWithin } from '../limits/room.ts'
import type { Warnings } from '../warnings/warnings.ts'

/** Reads how many files this process may open, and warns if that is too few. */
export function findRoom(warnings: Warnings): Room {
  const openFiles = mostOpenFiles()
  const says = roomWarning(openFiles)
  if (says !== null) warnings.begin('open-files', says)
  return roomWithin(openFiles)
}

/** Node raises the limit to the hard limit when it starts. Some systems have none. */
function mostOpenFiles(): number {
  // Otherwise the report looks up the host names of all our peers, and waits for that.
  Object.assign(process.report, { excludeNetwork: true })
  const report = process.report.getReport() as { userLimits?: { open_files?: { soft: number | string } } }
  const most = report.userLimits?.open_files?.soft
  return typeof most === 'number' ? most : Number.POSITIVE_INFINITY
}
