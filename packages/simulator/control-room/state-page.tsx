/** @jsxImportSource hono/jsx */
import type { PartnerApp } from './api-client';
import { Command, Panel } from './components';

function ResetPanel({ app }: { app: PartnerApp }) {
  return (
    <Panel id="reset" title="Reset">
      <p>
        Deletes every transaction, user and log of the simulator, switches off all injected faults,
        and restores settings and clock.
        {app.resettable &&
          ' “Reset both” also restores the demo data of the partner app. “Reset simulator” leaves transactions in the app that the simulator no longer has.'}
      </p>
      <p class="buttons">
        {app.resettable && (
          <Command
            id="reset-both"
            class="danger"
            method="POST"
            path="/reset"
            body={{ partnerApp: true }}
            confirm="Delete every transaction, user and log of this simulator, and every transaction of the partner app’s demo?"
            done="The simulator and the partner app were reset."
          >
            Reset both
          </Command>
        )}
        <Command
          id="reset-state"
          class="danger"
          method="POST"
          path="/reset"
          confirm="Delete every transaction, user and log of this simulator?"
          done="The simulator was reset."
        >
          Reset simulator
        </Command>
      </p>
    </Panel>
  );
}

export function StatePage({ app }: { app: PartnerApp }) {
  return (
    <div class="halves">
      <Panel id="export" title="Export and import">
        <p>
          The file contains transactions, users, open widgets, the clock, injected faults and
          settings. It contains neither logs nor the webhook URL, which includes a secret. Files of
          another version are refused.
        </p>
        <p class="buttons">
          <a
            class="button primary"
            id="export-state"
            href="/control/api/state"
            data-method="GET"
            data-path="/state"
            download="proof-simulator-state.json"
          >
            Export state
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
          <p class="buttons">
            <button type="submit" id="import-state">
              Import and replace everything
            </button>
          </p>
        </form>
      </Panel>
      <ResetPanel app={app} />
    </div>
  );
}
