import { readdirSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'
import { compression } from 'vite-plugin-compression2'
import { pageHtml } from './web/page-html.ts'

const web = fileURLToPath(new URL('web', import.meta.url))

/** Every folder with an index.html is a page with a bundle of its own, so a new page needs no edit here. */
function findPages(): Record<string, string> {
  const files = readdirSync(web, { recursive: true, withFileTypes: true })
  const pages = files
    .filter((file) => file.name === 'index.html')
    .map((file) => join(file.parentPath, file.name))
  return Object.fromEntries(pages.map((page) => [relative(web, dirname(page)).replaceAll(sep, '-'), page]))
}

/** Pages differ in their title and their script; all else in the head and the frame is the same for all. */
const oneFrame: Plugin = {
  name: 'one-frame',
  transformIndexHtml: { order: 'pre', handler: pageHtml },
}

export default defineConfig({
  root: web,
  // The server sends what is there, and compresses nothing itself but the pages that it fills in.
  plugins: [oneFrame, compression({ include: /\.(?:css|js|wasm)$/, algorithms: ['gzip', 'brotliCompress'] })],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // The size gate reads it.
    manifest: true,
    // The content security policy allows no inline script, style or data: URL.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // On a slow machine it tells whoever starts Rekey how slow each plugin was.
    rolldownOptions: { input: findPages(), checks: { bundlerTimings: false } },
  },
})
