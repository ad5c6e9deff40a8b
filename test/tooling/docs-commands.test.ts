import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { expect } from 'chai'
import { load } from 'js-yaml'
import { block, command, commands, otherBlocks, read, root } from '../support/documented.ts'

const { scripts } = JSON.parse(read('package.json'))

/** For those who work on Rekey: they start the tests, or write into the sources. */
const FOR_CONTRIBUTORS = [
  command('npm test'),
  command('npm test -- types lint unit'),
  command('npm test -- contract --grep "\\[K4\\]"'),
  command('npm run test:long'),
  command('npm run test:long -- attacks'),
  command('npm run test:full'),
  command('npm run test:guards'),
  command('npm run test:guards -- P12'),
  command('npm run format'),
  command('node tools/unicode/write-tables.mjs'),
  command('npx tsx test/screenshots/take-screenshots.ts https://address'),
]

const NEEDS_DOCKER = [
  command('docker build -t rekey .'),
  command('docker compose up'),
  command('docker compose up --detach'),
  command('docker compose up --detach --build'),
  command('docker compose up --detach --scale app=3'),
  command('docker compose build --pull'),
  command('docker compose run --rm app node dist/server/main.js --check'),
  command('docker compose run --rm app node dist/server/main.js --invite'),
  command('docker compose run --rm app node dist/server/main.js --admin grant alice'),
  command(
    'docker cp "$(docker compose ps --quiet proxy):/data/caddy/pki/authorities/local/root.crt" rekey-root.crt',
  ),
]

const NEEDS_SYSTEMD = [command('useradd --system rekey'), command('systemctl enable --now rekey')]

const NEEDS_INTERNET_OR_PHONE = [
  command('cloudflared tunnel --url http://localhost:3000'),
  command('certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n rekey -i root.crt'),
]

/** What a test takes by `command('...')` or `block('...', '...')`, read in its source. */
const taken = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => [
    ...read(`test/${file}`).matchAll(/\b(command|block)\(\s*(['"])(.+?)\2(?:,\s*'([^']+)')?/g),
  ])
const takenCommands = new Set(
  taken.filter(([, kind]) => kind === 'command').map(([, , , text = '']) => text.replaceAll('\\\\', '\\')),
)

describe('what documents tell people to type', () => {
  it('is run by a test, or is named above with the reason why not', () => {
    const forgotten = commands.filter(({ text }) => !takenCommands.has(text))
    expect(forgotten, 'run it in a test, which takes it by command()').to.deep.equal([])
  })

  it('and what they show otherwise is used by a test', () => {
    const forgotten = otherBlocks.filter(
      ({ file, text }) =>
        !taken.some(
          ([, kind, , of, begins = '']) => kind === 'block' && of === file && text.startsWith(begins),
        ),
    )
    expect(forgotten, 'use it in a test, which takes it by block()').to.deep.equal([])
  })

  it('names scripts, stages and files that are there, where it is for contributors', () => {
    const { stderr } = spawnSync('node', ['tools/test.mjs', 'none'], { cwd: root, encoding: 'utf8' })
    const [, stages = ''] = /Name some of: (.+);/.exec(stderr) ?? []
    for (const text of FOR_CONTRIBUTORS) {
      const [, script, , args = ''] = /^npm (?:run )?(\S+)( -- (.+))?$/.exec(text) ?? []
      if (script) expect(scripts, text).to.have.property(script)
      else expect(existsSync(join(root, text.split(' ').find((word) => word.includes('/'))!))).to.equal(true)
      const named = script?.startsWith('test:guards') ? [] : args.split(/ ?--/)[0]!.split(' ')
      if (named.join('') !== '') expect(stages.split(', '), text).to.include.members(named)
    }
    expect(read('CONTRIBUTING.md')).to.include('The tests run every other command')
  })

  it('is understood by Docker and Compose as far as it names services and options, and said not to have been run', () => {
    const { services } = load(read('docker-compose.yml')) as { services: object }
    const options = {
      detach: { type: 'boolean' },
      build: { type: 'boolean' },
      rm: { type: 'boolean' },
    } as const
    const more = { pull: { type: 'boolean' }, scale: { type: 'string' }, quiet: { type: 'boolean' } } as const
    const compose = NEEDS_DOCKER.flatMap((text) => [...text.matchAll(/docker compose ([^)]+)/g)])
    expect(compose).to.have.length(9)
    for (const [, line = ''] of compose) {
      const [own = '', inside] = line.split(/ (?=node )/)
      const args = own.split(' ')
      const { values, positionals } = parseArgs({
        args,
        options: { ...options, ...more },
        allowPositionals: true,
      })
      const [verb = '', ...named] = positionals
      expect(['up', 'run', 'build', 'ps']).to.include(verb)
      expect(services).to.include.all.keys(...named, values.scale?.split('=')[0] ?? 'app')
      if (inside) expect(takenCommands, 'that a test runs without Docker').to.include(inside)
    }
    expect(read('docs/operate.md')).to.include('There was no Docker engine where this was written.')
  })

  it('is said not to have been run where it needs systemd, the internet or a phone', () => {
    expect(NEEDS_SYSTEMD).to.have.length(2)
    expect(read('docs/operate.md')).to.include("they don't run systemd")
    expect(NEEDS_INTERNET_OR_PHONE).to.have.length(2)
    expect(read('docs/get-started.md')).to.match(
      /tunnel wasn't tested[^.]*, and neither\s+was\s+`certutil` or a real\s+phone/,
    )
  })
})

describe('diagrams of the documents', () => {
  const EDGE = /^(\S+) -->(?:\|[^|]+\|)? (\S+?)(?:: .+)?$/

  it('have both ends of each arrow (docs/architecture.md)', () => {
    const lines = block('docs/architecture.md', 'flowchart LR')
      .trim()
      .split('\n')
      .map((line) => line.trim())
    const nodes = lines.flatMap((line) => /^(\w+)[[({]/.exec(line)?.[1] ?? [])
    const groups = lines.filter((line) => line.startsWith('subgraph ')).length
    expect(lines.filter((line) => line === 'end')).to.have.length(groups)
    const edges = lines.flatMap((line) => EDGE.exec(line) ?? []).filter((part) => /^\w+$/.test(part))
    expect(edges).to.have.length.above(20)
    expect(nodes).to.include.members(edges)
  })

  it('have exactly the states that the page explains (docs/spec/protocol.md)', () => {
    const lines = block('docs/spec/protocol.md', 'stateDiagram-v2').trim().split('\n').slice(1)
    const ends = lines.flatMap((line) => EDGE.exec(line.trim())?.slice(1) ?? [])
    expect(ends).to.have.length(2 * lines.length)
    const explained = [
      ...read('docs/spec/protocol.md').matchAll(/^\| `(open|claimed|matched|approved|registered|done)` \|/gm),
    ]
    expect(new Set(ends.filter((end) => end !== '[*]'))).to.have.all.keys(
      ...explained.map(([, name = '']) => name),
    )
  })
})
