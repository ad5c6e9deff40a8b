import { type Room, roomWarning, roomWithin } from '../limits/room.ts'
import type { Warnings } from '../warnings/warnings.ts'

/** Reads what this process may have open, and tells whoever runs it when that is too little. */
export function findRoom(warnings: Warnings): Room {
  const openFiles = mostOpenFiles()
  const says = roomWarning(openFiles)
  if (says !== null) warnings.begin('open-files', says)
  return roomWithin(openFiles)
}

/** Node raises it to the hard limit by itself when it starts. Some systems have none. */
function mostOpenFiles(): number {
  // It would look up the name of whomever we are connected to, and wait for that.
  Object.assign(process.report, { excludeNetwork: true })
  const report = process.report.getReport() as { userLimits?: { open_files?: { soft: number | string } } }
  const most = report.userLimits?.open_files?.soft
  return typeof most === 'number' ? most : Number.POSITIVE_INFINITY
}
