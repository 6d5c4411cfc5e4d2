import { Check, ExternalLink } from 'lucide-react';
import { signInAction } from '@/lib/users/actions';
import type { Frame } from '@/lib/users/loaders';

type DemoItemsProps = {
  demo: NonNullable<Frame['demo']>;
  currentId: string;
  close: () => void;
};

/** The demo's part of the account menu: other users without signing out first, the control room. */
export function DemoItems({ demo, currentId, close }: DemoItemsProps) {
  return (
    <>
      <hr className="my-1 border-border" />
      <form action={signInAction} onSubmit={close}>
        <input type="hidden" name="method" value="demo" />
        <fieldset>
          <legend className="px-3 pt-1.5 pb-1 text-xs text-muted">Switch demo user</legend>
          {demo.users.map(({ id, key, name, description }) => (
            <button
              key={key}
              type="submit"
              name="user"
              value={key}
              aria-current={id === currentId || undefined}
              className="flex w-full items-center gap-2.5 rounded-sm px-3 py-1.5 text-left hover:bg-raised focus-visible:-outline-offset-2"
            >
              <span className="size-4 shrink-0">
                {id === currentId && <Check aria-hidden className="size-4 text-accent-ink" />}
              </span>
              <span className="min-w-0">
                <span className="block">{name}</span>
                <span className="block text-xs text-pretty text-muted">{description}</span>
              </span>
            </button>
          ))}
        </fieldset>
      </form>
      <hr className="my-1 border-border" />
      <a
        href={demo.controlRoomUrl}
        target="_blank"
        rel="noreferrer"
        onClick={close}
        className="flex h-10 items-center gap-2.5 rounded-sm px-3 hover:bg-raised focus-visible:-outline-offset-2"
      >
        <ExternalLink aria-hidden className="size-4 text-muted" />
        Simulator control room
      </a>
    </>
  );
}
