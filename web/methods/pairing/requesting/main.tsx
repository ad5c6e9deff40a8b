import { mount } from '../../../ui/mount.tsx'
import { openSocketWire } from '../../../wire/socket-wire.ts'
import { LostPasskeyPage } from './lost-passkey-page.tsx'
import { RequestingPage } from './requesting-page.ts'

// Opening needs no press: when the page is painted, its code is on the way.
const page = new RequestingPage(location.hash === '#add' ? 'add' : 'replace', (events) =>
  openSocketWire('/lost', events),
)
mount(<LostPasskeyPage page={page} />)
