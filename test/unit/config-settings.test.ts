import { expect } from 'chai'
import { settingsInForce } from '../../server/standalone/config/settings-in-force.ts'
import { VARIABLES } from '../../server/standalone/config/variables.ts'

describe('the settings in force, for admins', () => {
  it('[A125] are told as they were set, and of a secret only that it is set', () => {
    const environment = {
      SITE_NAME: ' Example ',
      SECRET: 'hunter2hunter2hunter2hunter2hunter2',
      DATABASE_URL: 'postgres://app:hunter2@db.example/rekey',
      RETURN_TO: 'https://www.example.com/,https://ann:hunter2@app.example.com/',
      ORIGINS: 'https://login.example.com/?key=hunter2',
      SUPPORT_URL: 'mailto:help@example.com',
      REDIS_URL: '',
      PATH: '/hunter2',
    }
    const rows = settingsInForce(environment)
    expect(rows.map(({ name }) => name)).to.have.members(Object.keys(VARIABLES))
    const row = (name: string) => rows.find((one) => one.name === name)
    expect(row('SITE_NAME')).to.deep.equal({ name: 'SITE_NAME', value: 'Example', set: true })
    expect(row('SECRET')).to.deep.equal({ name: 'SECRET', value: null, set: true })
    for (const name of ['RETURN_TO', 'ORIGINS'])
      expect(row(name)).to.deep.equal({ name, value: null, set: true })
    expect(row('SUPPORT_URL')?.value).to.equal('mailto:help@example.com')
    expect(row('DATABASE_URL')).to.deep.equal({ name: 'DATABASE_URL', value: null, set: true })
    expect(row('REDIS_URL')).to.deep.equal({ name: 'REDIS_URL', value: "the process's memory", set: false })
    expect(JSON.stringify(rows)).not.to.include('hunter2')
  })
})
