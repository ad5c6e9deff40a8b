import { mount } from '../ui/mount.tsx'

mount(<h1>Admin</h1>)
