/** @jsxImportSource hono/jsx */
import { words } from './labels';
import { Panel } from './parts';
import type { FidelityEntry } from './readings';

/** What each behaviour of the simulator rests on, so that nobody takes a guess for a promise. */
export function FidelityPage({ entries }: { entries: FidelityEntry[] }) {
  const sources = [...new Set(entries.map(({ source }) => source))];
  return (
    <Panel
      id="fidelity"
      title="Fidelity ledger"
      aside={
        <p class="keys">
          {sources.map((source) => (
            <span key={source} class={`tag source-${source}`}>
              {`${words(source)} ${entries.filter((entry) => entry.source === source).length}`}
            </span>
          ))}
        </p>
      }
    >
      <section class="scroller tall" tabindex={0} aria-label="Table of behaviours">
        <table>
          <thead>
            <tr>
              <th scope="col">Behaviour</th>
              <th scope="col">Kind</th>
              <th scope="col">Source</th>
              <th scope="col">What the simulator does</th>
              <th scope="col">Switch</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.id} id={`ledger-${entry.id}`}>
                <th scope="row">{entry.title}</th>
                <td>{words(entry.kind)}</td>
                <td>
                  <span class={`tag source-${entry.source}`}>{words(entry.source)}</span>
                </td>
                <td class="prose">{entry.note}</td>
                <td>{entry.switch && <code>{entry.switch}</code>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  );
}
