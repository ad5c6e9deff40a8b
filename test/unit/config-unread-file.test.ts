import { expect } from 'chai'
import { unreadFile } from '../../server/errors/unread-file.ts'

describe('what is said of a file that a setting names', () => {
  const said = (code: string) => unreadFile(Object.assign(new Error(code), { code }))

  it('tells one that is not there from one that may not be read, and says nothing of other failures', () => {
    for (const code of ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'])
      expect(said(code), code).to.equal('is not there. Correct the path')
    for (const code of ['EACCES', 'EPERM'])
      expect(said(code), code).to.match(/^the user that runs Rekey may not read\. Let that user/)
    expect([said('EIO'), unreadFile(new Error('x'))]).to.deep.equal([null, null])
  })
})
