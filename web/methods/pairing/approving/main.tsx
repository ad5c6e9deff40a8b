// First of all: the code leaves the address before any other module of ours runs.
import './scanned-code.ts'
import { mount } from '../../../ui/mount.tsx'
import { openSocketWire } from '../../../wire/socket-wire.ts'
import { ApprovePage } from './approve-page.tsx'
import { ApprovingDevice } from './approving-device.ts'
import { scannedCode, takeScannedCode } from './scanned-code.ts'

const device = new ApprovingDevice((events) => openSocketWire('/approve', events), scannedCode)
// Opening another code in this tab does not load the page again.
addEventListener('hashchange', () => {
  const code = takeScannedCode()
  if (code) void device.beginWith(code)
})
mount(<ApprovePage device={device} />)
