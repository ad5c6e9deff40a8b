// First of all: the code leaves the address before any other module of ours runs.
import './scanned-code.ts'
import { mount } from '../../../ui/mount.tsx'
import { openSocketWire } from '../../../wire/socket-wire.ts'
import { ApprovePage } from './approve-page.tsx'
import { ApprovingDevice } from './approving-device.ts'
import { scannedCode, takeScannedCode } from './scanned-code.ts'

const device = new ApprovingDevice((events) => openSocketWire('/approve', events), scannedCode)
// Another code that is opened in this very tab loads no page anew.
addEventListener('hashchange', () => {
  const code = takeScannedCode()
  if (code) void device.beginWith(code)
})
mount(<ApprovePage device={device} />)
