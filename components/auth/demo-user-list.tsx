import { ArrowRight } from 'lucide-react';

type DemoUserListProps = {
  users: readonly { key: string; name: string; description: string }[];
  signIn: (form: FormData) => Promise<void>;
};

/** The demo users, who sign in with a click. */
export function DemoUserList({ users, signIn }: DemoUserListProps) {
  return (
    <section aria-labelledby="demo-users" className="flex flex-col gap-3">
      <h2 id="demo-users" className="text-sm text-pretty text-muted">
        Choose a demo user. No password is needed, and no real money moves.
      </h2>
      {users.map(({ key, name, description }) => (
        <form key={key} action={signIn}>
          <input type="hidden" name="method" value="demo" />
          <input type="hidden" name="user" value={key} />
          <button
            type="submit"
            className="group flex w-full items-center gap-4 rounded-lg border border-border bg-surface p-4 text-left shadow-card transition-colors hover:border-accent-edge hover:bg-accent/4"
          >
            <span
              aria-hidden
              className="flex size-11 shrink-0 items-center justify-center rounded-full bg-accent/10 font-semibold text-accent-ink"
            >
              {name.charAt(0)}
            </span>
            <span className="min-w-0 flex-1">
              <span className="block font-medium">{name}</span>
              <span className="block text-sm text-pretty text-muted">{description}</span>
            </span>
            <ArrowRight
              aria-hidden
              className="size-4 shrink-0 text-muted transition-colors group-hover:text-accent-ink"
            />
          </button>
        </form>
      ))}
    </section>
  );
}
