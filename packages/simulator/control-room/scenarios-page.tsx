/** @jsxImportSource hono/jsx */

import type { Scenario } from './api-client';
import { Command, Panel } from './components';
import { sentenceCase } from './format';
import { NextSession } from './scenario-forms';

function Timeline({ scenario }: { scenario: Scenario }) {
  const timelines = (['buy', 'sell'] as const).flatMap((type) => {
    const steps = scenario.steps[type];
    return steps ? [{ type, steps }] : [];
  });
  return (
    <details id={`steps-${scenario.name}`}>
      <summary>Steps</summary>
      {timelines.map(({ type, steps }) => (
        <div key={type}>
          <h4>{sentenceCase(type)}</h4>
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

function LaunchButtons({ name, types }: Pick<Scenario, 'name' | 'types'>) {
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

function ScenarioCard({ scenario, origin }: { scenario: Scenario; origin: string }) {
  const { name, title, description, types } = scenario;
  const shareUrl = new URL(scenario.shareUrl, origin).href;
  return (
    <article class="card" id={`scenario-${name}`} aria-labelledby={`scenario-${name}-title`}>
      <h3 id={`scenario-${name}-title`}>{title}</h3>
      <p>{description}</p>
      <fieldset class="buttons">
        <legend class="visually-hidden">{`Launch ${title}`}</legend>
        <LaunchButtons name={name} types={types} />
        <button id={`share-${name}`} type="button" data-copy={shareUrl} title={shareUrl}>
          Copy link
        </button>
      </fieldset>
      <p class="hint">
        In the partner’s app, use an amount that ends in{' '}
        <code>.{scenario.amountEnding.replace(/^\./, '')}</code>, such as{' '}
        <code>{scenario.exampleAmount}</code>, or an e-mail address like{' '}
        <code>{scenario.exampleEmail}</code>.
      </p>
      <Timeline scenario={scenario} />
    </article>
  );
}

type PageProps = { scenarios: Scenario[]; origin: string };

export function ScenariosPage({ scenarios, origin }: PageProps) {
  return (
    <Panel
      id="scenarios"
      title="Scenarios"
      aside={<span class="dim">each takes a transaction through a fixed sequence of steps</span>}
    >
      <NextSession scenarios={scenarios} />
      <div class="cards">
        {scenarios.map((scenario) => (
          <ScenarioCard key={scenario.name} scenario={scenario} origin={origin} />
        ))}
      </div>
    </Panel>
  );
}

type SharedProps = PageProps & { requested: string };

/** The page of a shared link. It starts nothing by itself, because link previews open it too. */
export function SharedScenario({ scenarios, origin, requested }: SharedProps) {
  // A plus sign in a query is decoded as a space.
  const names = requested.split(/[+ ]/);
  const parts = names.flatMap((name) => scenarios.filter((scenario) => scenario.name === name));
  if (parts.length < names.length) {
    return (
      <>
        <p class="notice" role="alert">{`There is no scenario “${requested}”. These exist:`}</p>
        <ScenariosPage scenarios={scenarios} origin={origin} />
      </>
    );
  }
  const types = (['buy', 'sell'] as const).filter((type) =>
    parts.every((part) => part.types.includes(type)),
  );
  return (
    <Panel id="shared" title={parts.map(({ title }) => title).join(' + ')}>
      {parts.map(({ name, description }) => (
        <p key={name}>{description}</p>
      ))}
      <p class="buttons">
        <LaunchButtons name={names.join('+')} types={types} />
      </p>
      {parts.map((scenario) => (
        <Timeline key={scenario.name} scenario={scenario} />
      ))}
    </Panel>
  );
}
