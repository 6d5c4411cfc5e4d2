/** @jsxImportSource hono/jsx */

import type { FidelityEntry } from './api-client';
import { Panel } from './components';
import { sentenceCase } from './format';

export function FidelityPage({ entries }: { entries: FidelityEntry[] }) {
  const certainties = [...new Set(entries.map(({ certainty }) => certainty))];
  return (
    <Panel
      id="fidelity"
      title="Fidelity"
      aside={
        <p class="buttons">
          {certainties.map((certainty) => (
            <span key={certainty} class={`tag certainty-${certainty}`}>
              {`${sentenceCase(certainty)} ${entries.filter((entry) => entry.certainty === certainty).length}`}
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
              <th scope="col">Certainty</th>
              <th scope="col">What the simulator does</th>
              <th scope="col">Switch</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.id} id={`ledger-${entry.id}`}>
                <th scope="row">{entry.title}</th>
                <td>{sentenceCase(entry.kind)}</td>
                <td>
                  <span class={`tag certainty-${entry.certainty}`}>
                    {sentenceCase(entry.certainty)}
                  </span>
                </td>
                <td class="prose">{entry.note}</td>
                <td class="switch">{entry.switch && <code>{entry.switch}</code>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  );
}
