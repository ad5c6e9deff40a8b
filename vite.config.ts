import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'
import { compression } from 'vite-plugin-compression2'
import { ANSWER_FOLDER, PAGES } from './shared/pages.ts'
import { answerHtml, pageHtml } from './web/page-html.ts'

const web = fileURLToPath(new URL('web', import.meta.url))
const at = (folder: string) => join(web, folder, 'index.html')

/** Pages differ in their title and their script, so their HTML is made here and lies in no file. */
const html = new Map([
  ...Object.values(PAGES).map(({ folder, title }) => [at(folder), pageHtml(title)] as const),
  [at(ANSWER_FOLDER), answerHtml()],
])

const entries = [...html.keys()].map((file) => [relative(web, dirname(file)).replaceAll(sep, '-'), file])

const pages: Plugin = {
  name: 'pages',
  resolveId: (id) => (html.has(id) ? id : null),
  load: (id) => html.get(id) ?? null,
}

export default defineConfig({
  root: web,
  // The server sends what is there, and compresses nothing itself but the pages that it fills in.
  plugins: [pages, compression({ include: /\.(?:css|js|wasm)$/, algorithms: ['gzip', 'brotliCompress'] })],
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
    rolldownOptions: { input: Object.fromEntries(entries), checks: { bundlerTimings: false } },
  },
})
