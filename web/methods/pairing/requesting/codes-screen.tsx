import { useState } from 'preact/hooks'
import { Card } from '../../../ui/card.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { isByPin, keepByPin } from './kept-way.ts'
import { codes, reopenedWords } from './messages/first.ts'
import { type PageState, troubleOf } from './page-state.ts'
import { QrWay } from './qr-way.tsx'
import type { RequestingPage } from './requesting-page.ts'
import { RestMissing } from './rest-missing.tsx'
import type { useLater } from './use-later.ts'

interface CodesScreenProps {
  readonly state: PageState
  readonly page: RequestingPage
  readonly rest: ReturnType<typeof useLater>
}

/** The QR code, or the PIN in its place. */
export function CodesScreen({ state, page, rest }: CodesScreenProps) {
  const { received, reopened } = state
  const [way, setWay] = useState({ byPin: isByPin(), pressed: false })
  const turn = (byPin: boolean) => () => {
    keepByPin(byPin)
    setWay({ byPin, pressed: true })
  }
  const shared = { received, covered: troubleOf(state) !== null, page, pressed: way.pressed }
  return (
    <>
      {reopened && <Notice live="status" title={reopenedWords[reopened]} />}
      {way.byPin && rest === 'missing' && <RestMissing />}
      <Card>
        {!way.byPin || rest === 'missing' ? (
          <QrWay {...shared} onPin={turn(true)} />
        ) : rest ? (
          <rest.PinInPlace {...shared} onQr={turn(false)} />
        ) : (
          <p>{codes.qrBusy}</p>
        )}
      </Card>
    </>
  )
}
