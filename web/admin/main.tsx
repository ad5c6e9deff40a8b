import { mount } from '../ui/mount.tsx'
import { AdminPage } from './admin-page.tsx'

mount(<AdminPage />)
