import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { parseSync } from 'vite'

const root = new URL('../../', import.meta.url)
const { scripts } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'))

/** What npm's scripts call, and with them every clone that has nothing installed yet. */
const entries = Object.values<string>(scripts).flatMap((script) => /tools\/[\w-]+\.mjs/.exec(script) ?? [])

describe('a script of npm, in a clone where nothing is installed', () => {
  for (const entry of new Set(entries))
    it(`loads nothing but Node and its own files at first: ${entry}`, () => {
      expect(packagesLoadedBy(new URL(entry, root))).to.deep.equal([])
    })
})

function packagesLoadedBy(entry: URL): string[] {
  const files = new Set([entry.href])
  const packages: string[] = []
  for (const file of files) {
    const { module } = parseSync(file, readFileSync(new URL(file), 'utf8'))
    for (const { moduleRequest } of module.staticImports) {
      const from = moduleRequest.value
      if (from.startsWith('.')) files.add(new URL(from, file).href)
      else if (!from.startsWith('node:')) packages.push(`${from} in ${file.slice(root.href.length)}`)
    }
  }
  return packages
}
