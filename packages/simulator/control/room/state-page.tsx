/** @jsxImportSource hono/jsx */
import { Command, Panel } from './parts';

/** The whole state as one file, out and in; and a way to begin again. */
export function StatePage() {
  return (
    <div class="halves">
      <Panel id="export" title="Export and import">
        <p>
          One file holds transactions, users, open widgets, clock, faults and settings; not the
          logs, and not the webhook address, which holds a secret. A file of another version is
          refused.
        </p>
        <p class="keys">
          <a
            class="button primary"
            id="export-state"
            href="/control/api/state"
            data-method="GET"
            data-path="/state"
            download="proof-simulator-state.json"
          >
            Export the state
          </a>
        </p>
        <form
          id="import-form"
          data-method="PUT"
          data-path="/state"
          data-file="proof-simulator-state.json"
        >
          <p class="field at-start">
            <label for="import-file">State file</label>
            <input id="import-file" name="file" type="file" accept="application/json" required />
          </p>
          <p class="keys">
            <button type="submit" id="import-state">
              Import, replacing everything
            </button>
          </p>
        </form>
      </Panel>
      <Panel id="reset" title="Reset">
        <p>
          Forgets every transaction, user and log, switches all faults off, and sets settings and
          clock back.
        </p>
        <p class="keys">
          <Command
            id="reset-state"
            class="danger"
            method="POST"
            path="/reset"
            confirm="Forget every transaction, user and log of this simulator?"
          >
            Reset the simulator
          </Command>
        </p>
      </Panel>
    </div>
  );
}
