import { codes, reopenedWords } from '../messages/lost-passkey.ts'
import { QrCode } from '../qr-code/qr-code.tsx'
import { Card } from '../ui/card.tsx'
import { Countdown } from '../ui/countdown.tsx'
import { Notice } from '../ui/notice.tsx'
import { site } from '../ui/site.ts'
import { isLocalOnly } from './local-only.ts'
import { LocalOnlyNotice } from './local-only-notice.tsx'
import { type PageState, troubleOf } from './page-state.ts'
import { PinPanel } from './pin-panel.tsx'
import type { RequestingPage } from './requesting-page.ts'
import { useQrText } from './use-qr-text.ts'

interface CodesScreenProps {
  readonly state: PageState
  readonly page: RequestingPage
}

/** The codes, how to use them, and the ways that may be better. */
export function CodesScreen({ state, page }: CodesScreenProps) {
  const { received, reopened } = state
  // Nobody knows what has become of a code whose page the server cannot speak to.
  const covered = troubleOf(state) !== null
  const text = useQrText(covered ? null : received)
  return (
    <>
      {reopened && <Notice live="status" title={reopenedWords[reopened]} />}
      {isLocalOnly(site.publicUrl) && <LocalOnlyNotice />}
      <Card>
        <div class="lost-codes">
          <QrCode text={text} name={codes.qrName} instead={covered ? codes.covered : codes.qrBusy} />
          <div>
            <ol class="lost-steps">
              {codes.steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
            <p class="lost-alone">{codes.alone}</p>
            {received && !covered && (
              <p class="soft">
                <Countdown endsAt={received.wall + received.view.leftMs} words={codes.timeLeft} />
              </p>
            )}
          </div>
        </div>
        {received && <PinPanel received={received} covered={covered} page={page} />}
      </Card>
    </>
  )
}
