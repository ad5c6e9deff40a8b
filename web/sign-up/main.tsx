import { mount } from '../ui/mount.tsx'
import { SignUpPage } from './sign-up-page.tsx'

mount(<SignUpPage />)
