import { existsSync, readFileSync } from 'node:fs'
import { expect } from 'chai'

const root = new URL('../../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')
const dockerfile = read('Dockerfile').replace(/\\\n\s*/g, '')
const [buildStage = '', runStage = ''] = dockerfile.split(/^(?=FROM )/m).slice(1)

/** Sources of the COPY lines of a stage that do not come from another stage. */
function copied(stage: string): string[] {
  const lines = [...stage.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].map(([, sources]) => sources ?? '')
  return lines.flatMap((sources) => sources.split(' '))
}

describe('the Dockerfile', () => {
  it('copies what is here, and .dockerignore lets it in', () => {
    const allowed = [...read('.dockerignore').matchAll(/^!(.+)$/gm)].map(([, path]) => path)
    expect(copied(buildStage)).to.have.members(allowed)
    for (const path of copied(buildStage)) expect(existsSync(new URL(path, root)), path).to.equal(true)
  })

  it('copies everything that the build reads', () => {
    const lists = [...read('tools/products.mjs').matchAll(/sources: \[([^\]]+)\]/g)]
    const sources = lists.flatMap(([, list = '']) =>
      [...list.matchAll(/'([^']+)'/g)].map(([, path]) => path!),
    )
    expect(sources).to.include.members(['server', 'web'])
    for (const source of sources)
      expect(
        copied(buildStage).some((path) => source === path || source.startsWith(`${path}/`)),
        source,
      ).to.equal(true)
  })

  it('builds and runs on one Node release, 24 or later', () => {
    const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, base]) => base ?? '')
    expect(new Set(bases).size).to.equal(1)
    expect(Number(/^node:(\d+)-slim$/.exec(bases[0] ?? '')?.[1])).to.be.at.least(24)
  })

  it('runs the server itself, without root, shell or development dependencies', () => {
    expect(buildStage).to.include('npm prune --omit=dev')
    expect(runStage.indexOf('\nUSER node')).to.be.above(0)
    expect(runStage).not.to.match(/^COPY (?!--from)/m)
    expect(runStage).to.match(/^CMD \["node", "dist\/server\/main\.js"\]$/m)
  })

  it('looks after its health without a program that the image lacks', () => {
    const [, list = '[]'] = /^HEALTHCHECK .*CMD (\[.*\])$/m.exec(runStage) ?? []
    const [program, flag, script] = JSON.parse(list) as string[]
    expect([program, flag]).to.deep.equal(['node', '-e'])
    expect(() => new Function(script ?? '')).not.to.throw()
    expect(script).to.include('/healthz')
  })
})
