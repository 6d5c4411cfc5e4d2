/** @jsxImportSource hono/jsx */
import { words } from './labels';
import { Command, Panel } from './parts';
import type { RoomScenario } from './readings';
import { NextOrder } from './scenario-forms';

function Timeline({ scenario }: { scenario: RoomScenario }) {
  const sides = (['buy', 'sell'] as const).flatMap((side) => {
    const steps = scenario.steps[side];
    return steps ? [{ side, steps }] : [];
  });
  return (
    <details id={`steps-${scenario.name}`}>
      <summary>Steps</summary>
      {sides.map(({ side, steps }) => (
        <div key={side}>
          <h4>{words(side)}</h4>
          <ol class="timeline">
            {steps.map(({ phase, after, does }) => (
              <li key={`${phase} ${does} ${after}`}>
                <span class="number">{after === 'deposit_window' ? 'window' : `+${after} s`}</span>
                {does}
              </li>
            ))}
          </ol>
        </div>
      ))}
    </details>
  );
}

function LaunchKeys({ name, types }: Pick<RoomScenario, 'name' | 'types'>) {
  return (
    <>
      {types.map((type) => (
        <Command
          key={type}
          id={`launch-${name}-${type}`}
          class="primary"
          method="POST"
          path={`/scenarios/${encodeURIComponent(name)}/launch`}
          body={{ type }}
        >
          {`Launch a ${type}`}
        </Command>
      ))}
    </>
  );
}

function ScenarioCard({ scenario, origin }: { scenario: RoomScenario; origin: string }) {
  const { name, title, description, types } = scenario;
  const shareUrl = new URL(scenario.shareUrl, origin).href;
  return (
    <article class="card" id={`scenario-${name}`} aria-labelledby={`scenario-${name}-title`}>
      <h3 id={`scenario-${name}-title`}>{title}</h3>
      <p>{description}</p>
      <fieldset class="keys">
        <legend class="unseen">{`Launch ${title}`}</legend>
        <LaunchKeys name={name} types={types} />
        <button id={`share-${name}`} type="button" data-copy={shareUrl} title={shareUrl}>
          Copy URL to share
        </button>
      </fieldset>
      <p class="hint">
        From the partner’s app: any amount that ends in{' '}
        <code>.{scenario.amountEnding.replace(/^\./, '')}</code>, such as{' '}
        <code>{scenario.exampleAmount}</code>, or the user <code>{scenario.exampleEmail}</code>.
      </p>
      <Timeline scenario={scenario} />
    </article>
  );
}

type PageProps = { scenarios: RoomScenario[]; origin: string };

export function ScenariosPage({ scenarios, origin }: PageProps) {
  return (
    <Panel
      id="scenarios"
      title="Scenarios"
      aside={<span class="dim">each leads a transaction along a known path</span>}
    >
      <NextOrder scenarios={scenarios} />
      <div class="cards">
        {scenarios.map((scenario) => (
          <ScenarioCard key={scenario.name} scenario={scenario} origin={origin} />
        ))}
      </div>
    </Panel>
  );
}

type SharedProps = PageProps & { asked: string };

/**
 * What a shared URL leads to. A visit starts nothing, since previews of links and prefetching visit
 * as well: the person who follows it presses the button.
 */
export function SharedScenario({ scenarios, origin, asked }: SharedProps) {
  // A plus sign in a query reads as a space.
  const names = asked.split(/[+ ]/);
  const parts = names.flatMap((name) => scenarios.filter((scenario) => scenario.name === name));
  if (parts.length < names.length) {
    return (
      <>
        <p class="notice" role="alert">{`There is no scenario “${asked}”. These are known:`}</p>
        <ScenariosPage scenarios={scenarios} origin={origin} />
      </>
    );
  }
  const types = (['buy', 'sell'] as const).filter((type) =>
    parts.every((part) => part.types.includes(type)),
  );
  return (
    <Panel id="shared" title={parts.map(({ title }) => title).join(', then ')}>
      {parts.map(({ name, description }) => (
        <p key={name}>{description}</p>
      ))}
      <p class="keys">
        <LaunchKeys name={names.join('+')} types={types} />
      </p>
      {parts.map((scenario) => (
        <Timeline key={scenario.name} scenario={scenario} />
      ))}
    </Panel>
  );
}
