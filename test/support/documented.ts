import { readdirSync, readFileSync } from 'node:fs'
import { join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))

const FOLDERS = ['.', 'docs', 'docs/spec', 'docs/decisions', 'examples/own-users-table', 'deploy/places']

export const documents = FOLDERS.flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((file) => file.endsWith('.md'))
    .map((file) => normalize(join(folder, file))),
)

/** Files whose comments say what to run. */
const COMMENTED = ['docker-compose.yml', 'Dockerfile', 'redis.conf', 'deploy/env.example', 'deploy/Caddyfile']

export const read = (path: string) => readFileSync(join(root, path), 'utf8')

const BLOCKS = /^( *)```(\w*)\n([\s\S]*?)^ *```$/gm

/** Everything but code blocks. */
export const prose = (path: string) => read(path).replace(BLOCKS, '')

/** What stands between two lines of three backticks. */
interface Block {
  readonly file: string
  readonly language: string
  readonly text: string
}

/** A line that someone would type. */
interface Command {
  readonly file: string
  readonly text: string
}

const PROGRAMS = [
  'npm (?:ci|run|start|test)\\b',
  '(?:npx|node|docker compose|docker(?! compose)|docker-compose|caddy|cloudflared|certutil|sqlite3|psql|pg_dump) \\S',
  '(?:openssl|redis-server|redis-cli|redis-sentinel|nginx|haproxy|pgbouncer|systemctl|useradd|curl|cp|git) \\S',
  '(?:create|alter|grant|drop|delete|insert|update) \\S+ \\S',
]

const IS_COMMAND = new RegExp(`^(?:[A-Z_]+=\\S+ )*(?:${PROGRAMS.join('|')})`)

export const blocks: readonly Block[] = documents.flatMap((file) =>
  [...read(file).matchAll(BLOCKS)].map(([, indent = '', language = '', text = '']) => ({
    file,
    language,
    text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  })),
)

const isShell = ({ language }: Block) => language === 'sh' || language === 'console'

/** The commands in blocks of a shell, and in prose and comments between two backticks. */
const typed: readonly Command[] = [
  ...blocks.filter(isShell).flatMap(({ file, text }) => linesOf(text).map((line) => ({ file, text: line }))),
  ...[...documents, ...COMMENTED].flatMap((file) =>
    [...prose(file).matchAll(/`([^`]+)`/g)]
      .map(([, span = '']) => ({ file, text: span.replaceAll(/\n(?:#\s*)?\s*/g, ' ') }))
      .filter(({ text }) => IS_COMMAND.test(text)),
  ),
]

/** With what Docker runs in a container, which can be run without one. */
export const commands: readonly Command[] = typed.flatMap((one) => {
  const [, inside] = /^docker compose run .*? (node .+)$/.exec(one.text) ?? []
  return inside === undefined ? [one] : [one, { ...one, text: inside }]
})

/** The blocks that are no commands. */
export const otherBlocks = blocks.filter((block) => !isShell(block))

function linesOf(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => line.replace(/^\$ /, '').replace(/(^|\s+)# .*$/, ''))
  return lines.filter((line) => line !== '')
}

/** A command as people are told it. A test that runs it takes it from here, and fails once they are told another. */
export function command(text: string): string {
  if (!commands.some((one) => one.text === text)) throw new Error(`No document has "${text}" any more.`)
  return text
}

/** The block of a document that begins so, for a test that uses it. */
export function block(file: string, begins: string): string {
  const found = otherBlocks.filter((one) => one.file === file && one.text.startsWith(begins))
  if (found.length !== 1) throw new Error(`${file} has ${found.length} blocks that begin "${begins}".`)
  return found[0]!.text
}
