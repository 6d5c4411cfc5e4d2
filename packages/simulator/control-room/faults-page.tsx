/** @jsxImportSource hono/jsx */
import type { Fault, Preset } from './api-client';
import { Command, Empty, Panel } from './components';
import { FaultCard } from './fault-card';

const AREAS = {
  api: 'API calls',
  webhook: 'Webhooks',
  socket: 'WebSocket',
  widget: 'Widget',
  session: 'Session',
} as const;

function PresetCard({ preset }: { preset: Preset }) {
  const { id, title, on } = preset;
  const path = `/fault-presets/${encodeURIComponent(id)}`;
  return (
    <article
      class={on ? 'card is-on' : 'card'}
      id={`preset-${id}`}
      aria-labelledby={`preset-${id}-title`}
    >
      <h3 id={`preset-${id}-title`}>{title}</h3>
      <p>{preset.does}</p>
      <p class="affects">
        <strong>Faults</strong> {preset.faults.join(', ')}
      </p>
      <div class="buttons">
        <Command
          id={`preset-${id}-switch`}
          class="primary"
          method={on ? 'DELETE' : 'PUT'}
          path={path}
        >
          {on ? 'Switch off' : 'Switch on'}
        </Command>
        <span class={on ? 'indicator is-on' : 'indicator'}>{on ? 'on' : 'off'}</span>
      </div>
    </article>
  );
}

/** The faults whose texts contain every word of the query. */
function matching(faults: Fault[], query: string): Fault[] {
  const words = query.toLowerCase().split(/\s+/);
  return faults.filter(({ id, area, title, does, blastRadius }) => {
    const text = [id, AREAS[area], title, does, blastRadius].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

type Group = { area: string; title: string; faults: Fault[] };

/**
 * Stays in view, so that every fault is one search or one jump away. The page's script shows the
 * server's result for each change of a `data-search` form.
 */
function Finder({ groups, query }: { groups: Group[]; query: string }) {
  return (
    <div class="finder" id="finder">
      <search>
        <form id="fault-search" data-search>
          <p class="field">
            <label for="fault-query">Search faults</label>
            <input id="fault-query" name="q" type="search" value={query} autocomplete="off" />
          </p>
        </form>
      </search>
      <nav aria-label="Groups of faults" id="fault-groups">
        {groups.map(({ area, title, faults }) => (
          <a key={area} href={`#faults-${area}`}>{`${title} (${faults.length})`}</a>
        ))}
      </nav>
    </div>
  );
}

function SwitchedOn({ faults }: { faults: Fault[] }) {
  return (
    <p class="switched-on" id="switched-on">
      <strong>On</strong>
      {faults.map(({ id, title }) => (
        <a key={id} href={`#fault-${id}`}>
          {title}
        </a>
      ))}
      <Command id="faults-off" class="small" method="DELETE" path="/faults">
        Switch off all faults
      </Command>
    </p>
  );
}

type PageProps = { faults: Fault[]; presets: Preset[]; query: string };

export function FaultsPage({ faults, presets, query }: PageProps) {
  const on = faults.filter((fault) => fault.on);
  const found = matching(faults, query.trim());
  const groups = Object.entries(AREAS)
    .map(([area, title]) => ({ area, title, faults: found.filter((one) => one.area === area) }))
    .filter((group) => group.faults.length > 0);
  return (
    <>
      <Finder groups={groups} query={query} />
      {on.length > 0 && <SwitchedOn faults={on} />}
      {query.trim() === '' && (
        <Panel
          id="presets"
          title="Presets"
          aside={<span class="dim">several faults with one click</span>}
        >
          <div class="cards">
            {presets.map((preset) => (
              <PresetCard key={preset.id} preset={preset} />
            ))}
          </div>
        </Panel>
      )}
      {groups.map((group) => (
        <Panel key={group.area} id={`faults-${group.area}`} title={group.title}>
          <div class="cards">
            {group.faults.map((fault) => (
              <FaultCard key={fault.id} fault={fault} />
            ))}
          </div>
        </Panel>
      ))}
      {groups.length === 0 && (
        <Panel id="faults-none" title="No fault found">
          <Empty>{`No fault matches “${query.trim()}”.`}</Empty>
        </Panel>
      )}
    </>
  );
}
