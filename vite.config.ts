import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin, type Rolldown } from 'vite'
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

/** The pages that people open with nothing of ours in their cache, some on a slow phone. */
const firstPages = (['/', '/how-it-works', '/lost-passkey'] as const).map((path) => at(PAGES[path].folder))

/**
 * What several pages use is in two files: what the first pages need, and the rest. Without this there are dozens, most
 * of them smaller than the headers of their request.
 */
const sharedFile: Rolldown.CodeSplittingNameFunction = (module, build) => {
  const users = new Set([module])
  for (const user of users) for (const more of build.getModuleInfo(user)?.importers ?? []) users.add(more)
  return firstPages.some((page) => users.has(page)) ? 'first' : 'shared'
}

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
    rolldownOptions: {
      input: Object.fromEntries(entries),
      checks: { bundlerTimings: false },
      output: { codeSplitting: { groups: [{ name: sharedFile, minShareCount: 2 }] } },
    },
  },
})
