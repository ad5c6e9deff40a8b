import { readdirSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const web = fileURLToPath(new URL('web', import.meta.url))

/** Every folder with an index.html is a page with a bundle of its own, so a new page needs no edit here. */
function findPages(): Record<string, string> {
  const files = readdirSync(web, { recursive: true, withFileTypes: true })
  const pages = files
    .filter((file) => file.name === 'index.html')
    .map((file) => join(file.parentPath, file.name))
  return Object.fromEntries(pages.map((page) => [relative(web, dirname(page)).replaceAll(sep, '-'), page]))
}

export default defineConfig({
  root: web,
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // The size gate reads it.
    manifest: true,
    // The content security policy allows no inline script, style or data: URL.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: findPages() },
  },
})
