import { PAGE_FOLDERS } from '../../server/pages/pages.ts'

/** The address of every page, so that a new one is in each test that walks them all. */
export const PAGE_PATHS = Object.keys(PAGE_FOLDERS)
