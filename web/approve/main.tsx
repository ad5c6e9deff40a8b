// First of all: the code leaves the address before any other module of ours runs.
import './scanned-code.ts'
import { openSocketWire } from '../sockets/socket-wire.ts'
import { mount } from '../ui/mount.tsx'
import { ApprovePage } from './approve-page.tsx'
import { ApprovingDevice } from './approving-device.ts'
import { scannedCode } from './scanned-code.ts'

const device = new ApprovingDevice((events) => openSocketWire('/approve', events), scannedCode)
mount(<ApprovePage device={device} />)
