import { mount } from '../ui/mount.tsx'
import { AccountPage } from './account-page.tsx'

mount(<AccountPage />)
