import { codes, reopenedWords } from '../messages/lost-passkey.ts'
import { QrCode } from '../qr-code/qr-code.tsx'
import { Card } from '../ui/card.tsx'
import { Countdown } from '../ui/countdown.tsx'
import { Notice } from '../ui/notice.tsx'
import { site } from '../ui/site.ts'
import { BetterWays } from './better-ways.tsx'
import { isLocalOnly } from './local-only.ts'
import { LocalOnlyNotice } from './local-only-notice.tsx'
import type { PageState } from './page-state.ts'
import { PinPanel } from './pin-panel.tsx'
import type { RequestingPage } from './requesting-page.ts'
import { useQrText } from './use-qr-text.ts'

interface CodesScreenProps {
  readonly state: PageState
  readonly page: RequestingPage
}

/** The codes, how to use them, and the ways that may be better. */
export function CodesScreen({ state: { received, reopened }, page }: CodesScreenProps) {
  const text = useQrText(received)
  return (
    <>
      {reopened && <Notice live="status" title={reopenedWords[reopened]} />}
      {isLocalOnly(site.publicUrl) && <LocalOnlyNotice />}
      <Card>
        <div class="lost-codes">
          <QrCode text={text} name={codes.qrName} busyText={codes.qrBusy} />
          <div>
            <ol class="lost-steps">
              {codes.steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
            <p class="lost-alone">{codes.alone}</p>
            {received && (
              <p class="soft">
                <Countdown endsAt={received.wall + received.view.leftMs} words={codes.timeLeft} />
              </p>
            )}
          </div>
        </div>
        {received && <PinPanel received={received} page={page} />}
      </Card>
      <BetterWays />
    </>
  )
}
