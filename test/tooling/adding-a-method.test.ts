import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { read, root } from '../support/documented.ts'

const page = read('docs/adding-a-method.md')
const named = [...page.matchAll(/`((?:server|shared|web|test|docs)\/[^`]+)`/g)].map(([, path = '']) => path)

/** Code that names the backup codes, in whichever spelling. What people read says it with a space. */
const NAMES_THEM = /backup[-_]?codes?/i
const FOLDERS = ['server', 'shared', 'web'] as const

const withoutComments = (text: string) => text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')

describe('docs/adding-a-method.md', () => {
  it('names only files and folders that are there', () => {
    expect(named).to.have.length.above(60)
    expect(named.filter((path) => !existsSync(join(root, path)))).to.deep.equal([])
    const [, folder = ''] = /## Its folder on the server\n([\s\S]*?)\nWhat it gets/.exec(page) ?? []
    const own = [...folder.matchAll(/^\| (`.+?) \|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file),
    )
    expect(own).to.have.members(readdirSync(join(root, 'server/methods/backup-codes')))
  })

  it('names each file that names the method, and no other of these lists', () => {
    const files = FOLDERS.flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .map((file) => `${folder}/${file}`)
        .filter((file) => /\.tsx?$/.test(file) && NAMES_THEM.test(withoutComments(read(file)))),
    )
    const isNamed = (file: string) =>
      named.some((path) => path === file || (path.endsWith('/') && file.startsWith(path)))
    expect(files).to.have.length.above(40)
    expect(files.filter((file) => !isNamed(file))).to.deep.equal([])
    const [, lists = ''] = /## Where it is named besides\n([\s\S]*?)\nThe pairing/.exec(page) ?? []
    const listed = [...lists.matchAll(/^\| (`.+?) \| /gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file),
    )
    expect(listed.filter((file) => !files.includes(file))).to.deep.equal([])
  })
})
