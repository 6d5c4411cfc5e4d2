import { ArrowRight } from 'lucide-react';

type PersonaChoiceProps = {
  persona: { key: string; name: string; description: string };
  signIn: (form: FormData) => Promise<void>;
};

/** One of demo mode's people, who sign in with a click. */
export function PersonaChoice({ persona, signIn }: PersonaChoiceProps) {
  return (
    <form action={signIn}>
      <input type="hidden" name="method" value="persona" />
      <input type="hidden" name="persona" value={persona.key} />
      <button
        type="submit"
        className="group flex w-full items-center gap-4 rounded-lg border border-border bg-surface p-4 text-left shadow-card transition-colors hover:border-accent hover:bg-accent/4"
      >
        <span
          aria-hidden
          className="flex size-11 shrink-0 items-center justify-center rounded-full bg-accent/10 font-semibold text-accent"
        >
          {persona.name.charAt(0)}
        </span>
        <span className="min-w-0 flex-1">
          <span className="block font-medium">{persona.name}</span>
          <span className="block text-sm text-pretty text-muted">{persona.description}</span>
        </span>
        <ArrowRight
          aria-hidden
          className="size-4 shrink-0 text-muted transition-colors group-hover:text-accent"
        />
      </button>
    </form>
  );
}
