/** @jsxImportSource hono/jsx */

import type { PartnerApp, Scenario, User } from './api-client';
import { Command, Panel } from './components';
import { sentenceCase } from './format';
import { NextSession, OrderButton, OrderForm, PreparedSessions } from './scenario-forms';

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

type LaunchProps = Pick<Scenario, 'name' | 'types'> & { app: PartnerApp };

/** Launches in the partner app if its URL is known, otherwise in the simulator alone. */
function LaunchButtons({ name, types, app }: LaunchProps) {
  if (app.url !== null) {
    return types.map((type) => <OrderButton key={type} type={type} scenario={name} />);
  }
  return types.map((type) => (
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
  ));
}

type CardProps = { scenario: Scenario; app: PartnerApp; origin: string };

function ScenarioCard({ scenario, app, origin }: CardProps) {
  const { name, title, description } = scenario;
  const shareUrl = new URL(scenario.shareUrl, origin).href;
  return (
    <article class="card" id={`scenario-${name}`} aria-labelledby={`scenario-${name}-title`}>
      <h3 id={`scenario-${name}-title`}>{title}</h3>
      <p>{description}</p>
      <fieldset class="buttons">
        <legend class="visually-hidden">{`Launch ${title}`}</legend>
        <LaunchButtons {...scenario} app={app} />
        <button id={`share-${name}`} type="button" data-copy={shareUrl}>
          Copy link
        </button>
      </fieldset>
      <p class="hint">
        In the partner app, use an amount that ends in{' '}
        <code>.{scenario.amountEnding.replace(/^\./, '')}</code>, such as{' '}
        <code>{scenario.exampleAmount}</code>, or an email address like{' '}
        <code>{scenario.exampleEmail}</code>.
      </p>
      <Timeline scenario={scenario} />
    </article>
  );
}

type PageProps = { scenarios: Scenario[]; users: User[]; app: PartnerApp; origin: string };

/** Says where "Launch" leads, which depends on whether the partner app's URL is known. */
function LaunchNote({ app }: { app: PartnerApp }) {
  if (app.url !== null) {
    return (
      <p>
        <strong>Launch</strong> opens the order form of the partner app at{' '}
        <a href={app.url} target="_blank" rel="noreferrer">
          {app.url}
        </a>{' '}
        in a new tab, filled in. Only the partner app can create a session, so sign in there as the
        user you chose and continue to the payment. The scenario applies to the next session of that
        user.
      </p>
    );
  }
  return (
    <p>
      The partner app’s URL is not known, so <strong>Launch</strong> creates a transaction in the
      simulator only, and the partner app never sees it. Set SIMULATOR_PARTNER_URL to launch orders
      in the partner app, or choose the scenario of a user’s next session there:
    </p>
  );
}

/** Everything needed to launch one of several scenarios. */
function LaunchPanel({ scenarios, users, app }: Omit<PageProps, 'origin'>) {
  return (
    <Panel id="launch" title="Launch an order">
      <LaunchNote app={app} />
      {app.url === null ? (
        <NextSession users={users} scenarios={scenarios} />
      ) : (
        <OrderForm users={users} app={app} scenarios={scenarios} />
      )}
      <PreparedSessions users={users.filter((user) => user.next_scenario !== null)} />
    </Panel>
  );
}

export function ScenariosPage({ scenarios, users, app, origin }: PageProps) {
  return (
    <>
      <LaunchPanel scenarios={scenarios} users={users} app={app} />
      <Panel
        id="scenarios"
        title="Scenarios"
        aside={<span class="dim">each takes a transaction through a fixed sequence of steps</span>}
      >
        <div class="cards">
          {scenarios.map((scenario) => (
            <ScenarioCard key={scenario.name} scenario={scenario} app={app} origin={origin} />
          ))}
        </div>
      </Panel>
    </>
  );
}

type SharedProps = PageProps & { requested: string };

/** The page of a shared link. It starts nothing by itself, because link previews open it too. */
export function SharedScenario({ requested, ...page }: SharedProps) {
  const { scenarios, users, app } = page;
  // A plus sign in a query is decoded as a space.
  const names = requested.split(/[+ ]/);
  const parts = names.flatMap((name) => scenarios.filter((scenario) => scenario.name === name));
  if (parts.length < names.length) {
    return (
      <>
        <p class="notice" role="alert">{`There is no scenario “${requested}”. These exist:`}</p>
        <ScenariosPage {...page} />
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
      {app.url !== null && (
        <>
          <LaunchNote app={app} />
          <OrderForm users={users} app={app} scenarios={[]} />
        </>
      )}
      <p class="buttons">
        <LaunchButtons name={names.join('+')} types={types} app={app} />
      </p>
      {parts.map((scenario) => (
        <Timeline key={scenario.name} scenario={scenario} />
      ))}
    </Panel>
  );
}
