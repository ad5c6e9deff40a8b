import { useCallback, useState } from 'preact/hooks'
import { byItself } from '../../../messages/two-ways.ts'
import { ChangeLater } from '../../../owner/change-later.tsx'
import { LastUsed } from '../../../owner/last-used.tsx'
import type { SectionProps } from '../../../owner/section-props.ts'
import { StepUpDialog } from '../../../owner/step-up-dialog.tsx'
import { useOpenedBy } from '../../../owner/use-opened-by.ts'
import { WayBack } from '../../../owner/way-back.tsx'
import { Button } from '../../../ui/button.tsx'
import { post } from '../../../wire/http.ts'
import { site } from '../../../wire/site.ts'
import { Changes } from './changes.tsx'
import { MakeDialog } from './make-dialog.tsx'
import { making, onAccount as say, switchingOff } from './messages.ts'
import { Standing } from './standing.tsx'
import { TryDialog } from './try-dialog.tsx'

/** What the owner of an account reads about its backup codes, and does with them. Nothing if the site has none. */
export function BackupCodesWayBack({ page, onDone }: SectionProps) {
  const [asked, setOpen] = useState<'make' | 'renew' | 'off' | 'try' | null>(null)
  // A link may ask for what this session can't do yet.
  const open = page.probationUntil === null ? asked : null
  useOpenedBy(
    'make-backup-codes',
    useCallback(() => setOpen('make'), []),
  )
  useOpenedBy(
    'try-backup-code',
    useCallback(() => setOpen('try'), []),
  )
  const codes = page.readiness['backup-code']
  if (!codes) return null
  const has = codes.state !== 'off'
  const mayRenew = codes.set !== null && codes.set.used > 0 && !codes.off && page.underWay.length === 0
  const finish = (sentence: string) => {
    setOpen(null)
    onDone(sentence)
  }
  return (
    <WayBack
      name="backup-codes"
      heading={say.heading}
      state={codes.set ? say.left(codes.set.left) : codes.next ? say.waiting : say.off}
      settled={codes.state === 'ready' && codes.set?.saved === true && !codes.next && !codes.off && !mayRenew}
    >
      <p>
        {say.text} {byItself(site.needsTwo)}
      </p>
      <p class="soft">{codes.required ? `${say.required} ${say.cost}` : say.cost}</p>
      {codes.set ? (
        <Standing codes={codes} set={codes.set} onDone={onDone} />
      ) : (
        <LastUsed at={page.health.lastUsed['backup-code']} />
      )}
      <Changes page={page} codes={codes} onDone={onDone} />
      {page.probationUntil === null && (
        <div class="button-row">
          <Button kind="secondary" onPress={() => setOpen('make')}>
            {has ? say.makeNew : say.make}
          </Button>
          {mayRenew && (
            <Button kind="secondary" onPress={() => setOpen('renew')}>
              {say.renew(codes.set?.used ?? 0)}
            </Button>
          )}
          {has && (
            <Button kind="secondary" onPress={() => setOpen('try')}>
              {say.tryOne}
            </Button>
          )}
          {has && !codes.required && !codes.off && (
            <Button kind="quiet" onPress={() => setOpen('off')}>
              {say.switchOff}
            </Button>
          )}
        </div>
      )}
      <ChangeLater page={page} />
      {(open === 'make' || open === 'renew') && (
        <MakeDialog
          kind={open}
          name={page.name}
          replaces={codes.set !== null}
          onMade={() => finish(making.done)}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'try' && has && <TryDialog onTried={finish} onClose={() => setOpen(null)} />}
      {open === 'off' && (
        <StepUpDialog
          title={switchingOff.title}
          action={{ do: 'switch-off-backup-codes' }}
          act={(stepUp) => post('/api/backup-codes/off', { stepUp })}
          onDone={({ offAt }) => finish(offAt === null ? switchingOff.off : switchingOff.offLater(offAt))}
          onClose={() => setOpen(null)}
          answers={{ no: switchingOff.no, yes: switchingOff.yes }}
        >
          <p>{switchingOff.text}</p>
          <p class="soft">{switchingOff.later}</p>
        </StepUpDialog>
      )}
    </WayBack>
  )
}
