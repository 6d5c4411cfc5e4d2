/** @jsxImportSource hono/jsx */

import { Panel } from './components';

export type DocumentedApi = {
  title: string;
  /** Where its OpenAPI document is. */
  document: string;
  operations: { method: string; path: string; summary: string }[];
};

export function ReferencePage({ apis }: { apis: DocumentedApi[] }) {
  return (
    <>
      {apis.map(({ title, document, operations }) => (
        <Panel
          key={document}
          id={document}
          title={title}
          aside={
            <p>
              OpenAPI: <a href={document}>{document}</a>
            </p>
          }
        >
          <section class="scroller tall" tabindex={0} aria-label={`Operations of the ${title}`}>
            <table>
              <thead>
                <tr>
                  <th scope="col">Method</th>
                  <th scope="col">Path</th>
                  <th scope="col">What it does</th>
                </tr>
              </thead>
              <tbody>
                {operations.map(({ method, path, summary }) => (
                  <tr key={`${method} ${path}`}>
                    <td>{method}</td>
                    <th scope="row">
                      <code>{path}</code>
                    </th>
                    <td class="prose">{summary}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </Panel>
      ))}
    </>
  );
}
