/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import type { FormErrors } from './intents';
import { revisionOf, type Visit } from './visit';

export type StepProps = { visit: Visit; errors: FormErrors; form: (name: string) => string };

type ScreenProps = {
  visit: Visit;
  title: string;
  /** Announced to screen readers when the step appears automatically. */
  announce?: string;
  children: Child;
};

export function Screen({ visit, title, announce, children }: ScreenProps) {
  return (
    <main
      id="step"
      data-step={visit.step}
      data-revision={revisionOf(visit)}
      data-announce={announce ?? ''}
    >
      <h1 tabindex={-1}>{title}</h1>
      {children}
    </main>
  );
}

type ActionFormProps = { visit: Visit; intent: string; class?: string; children: Child };

export function ActionForm({ visit, intent, children, ...rest }: ActionFormProps) {
  return (
    <form method="post" action={`/widget/frame/${visit.frame.id}/${intent}`} novalidate {...rest}>
      {children}
    </form>
  );
}

export function CancelOrder({ visit }: { visit: Visit }) {
  return (
    <ActionForm visit={visit} intent="cancel" class="cancel">
      <button type="submit" class="plain">
        Cancel order
      </button>
    </ActionForm>
  );
}

type FieldProps = {
  name: string;
  label: string;
  value: string;
  error: string | undefined;
  inputmode?: 'numeric' | 'text';
  autocomplete?: string;
  placeholder?: string;
};

export function Field({ name, label, error, ...input }: FieldProps) {
  const errorId = `${name}-error`;
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        id={name}
        name={name}
        type="text"
        aria-invalid={error ? 'true' : 'false'}
        aria-describedby={error ? errorId : undefined}
        {...input}
      />
      {error && (
        <p id={errorId} class="error">
          {error}
        </p>
      )}
    </div>
  );
}

export function Summary({ rows }: { rows: [string, string][] }) {
  return (
    <dl class="summary">
      {rows.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Controls that the real widget does not have. */
export function SimulationPanel({ title, children }: { title: string; children: Child }) {
  return (
    <section class="simulation" aria-label="Simulation controls">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

type ReturnLinkProps = { url: string | null; secondary?: boolean };

export function ReturnLink({ url, secondary }: ReturnLinkProps) {
  if (url === null) return null;
  return (
    <a class={secondary ? 'button secondary' : 'button'} href={url} target="_top" rel="noreferrer">
      Return to partner
    </a>
  );
}
