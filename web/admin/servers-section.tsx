import type { AdminBackground, NodeStateRow } from '../../shared/admin.ts'
import { Fold } from '../ui/fold.tsx'
import { ConsoleSection, type FiguresProps } from './console-section.tsx'
import { servers as say } from './messages/servers.ts'

interface ServersProps extends FiguresProps {
  readonly background: AdminBackground | null
}

/** "Servers": the nodes of the deployment, its version and stores, and the settings in force. */
export function ServersSection({ figures, background, at, note }: ServersProps) {
  return (
    <ConsoleSection id="servers" heading={say.heading} note={note}>
      {background && <p class="soft">{say.runs(background.version, background.stores)}</p>}
      {figures.nodes.length === 0 && <p class="soft">{say.none}</p>}
      {figures.nodes.length > 0 && <NodeTable nodes={figures.nodes} at={at} />}
      {background && <Settings background={background} />}
    </ConsoleSection>
  )
}

function NodeTable({ nodes, at }: { readonly nodes: readonly NodeStateRow[]; readonly at: number }) {
  const { host, since, version, state } = say.columns
  return (
    <table class="figures stacks">
      <caption class="visually-hidden">{say.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{host}</th>
          <th scope="col">{state}</th>
          <th scope="col">{since}</th>
          <th scope="col">{version}</th>
        </tr>
      </thead>
      <tbody>
        {nodes.map((node) => (
          <tr key={node.id} class={node.silent || !node.sql ? 'row-risen' : ''}>
            <th scope="row">
              <span translate={false}>
                {node.host} <code class="soft">{node.id}</code>
              </span>
              {node.own && <span class="pill">{say.own}</span>}
            </th>
            <td data-label={state}>{say.state(node)}</td>
            <td data-label={since}>{say.since(at - node.upMs - node.agoMs)}</td>
            <td data-label={version}>{node.version}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Settings({ background: { settings } }: { readonly background: AdminBackground }) {
  const { name, value } = say.settingColumns
  return (
    <Fold summary={say.settings(settings.filter(({ set }) => set).length, settings.length)}>
      <p class="soft">{say.settingsIntro}</p>
      <table class="figures stacks settings">
        <caption class="visually-hidden">{say.settingsCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{name}</th>
            <th scope="col">{value}</th>
          </tr>
        </thead>
        <tbody>
          {[...settings]
            .sort((one, other) => Number(other.set) - Number(one.set))
            .map((row) => (
              <tr key={row.name}>
                <th scope="row">
                  <code translate={false}>{row.name}</code>
                </th>
                <td data-label={value}>
                  <span class={row.set ? '' : 'soft'} translate={!row.set}>
                    {row.value ?? say.secret}
                    {!row.set && ` ${say.standard}`}
                  </span>
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </Fold>
  )
}
