import { Check, ExternalLink } from 'lucide-react';
import * as DropdownMenu from 'radix-ui/dropdown-menu';
import type { TransitionStartFunction } from 'react';
import { signInAction } from '@/lib/users/actions';
import type { Frame } from '@/lib/users/loaders';

type DemoItemsProps = {
  demo: NonNullable<Frame['demo']>;
  currentId: string;
  startSwitching: TransitionStartFunction;
};

/** The demo's part of the account menu: other users without signing out first, the control room. */
export function DemoItems({ demo, currentId, startSwitching }: DemoItemsProps) {
  const switchTo = (key: string) =>
    startSwitching(() => {
      const form = new FormData();
      form.set('method', 'demo');
      form.set('user', key);
      return signInAction(form);
    });
  return (
    <>
      <DropdownMenu.Separator className="my-1 h-px bg-border" />
      <DropdownMenu.RadioGroup
        aria-labelledby="switch-demo-user"
        value={demo.users.find(({ id }) => id === currentId)?.key}
        onValueChange={switchTo}
      >
        <DropdownMenu.Label id="switch-demo-user" className="px-3 pt-1.5 pb-1 text-xs text-muted">
          Switch demo user
        </DropdownMenu.Label>
        {demo.users.map(({ key, name, description }) => (
          <DropdownMenu.RadioItem
            key={key}
            value={key}
            textValue={name}
            className="flex cursor-pointer items-center gap-2.5 rounded-sm px-3 py-1.5 outline-none data-highlighted:bg-raised"
          >
            <span className="size-4 shrink-0">
              <DropdownMenu.ItemIndicator>
                <Check aria-hidden className="size-4 text-accent-ink" />
              </DropdownMenu.ItemIndicator>
            </span>
            <span className="min-w-0">
              <span className="block">{name}</span>
              <span className="block text-xs text-pretty text-muted">{description}</span>
            </span>
          </DropdownMenu.RadioItem>
        ))}
      </DropdownMenu.RadioGroup>
      <DropdownMenu.Separator className="my-1 h-px bg-border" />
      <DropdownMenu.Item
        asChild
        className="flex h-10 cursor-pointer items-center gap-2.5 rounded-sm px-3 outline-none data-highlighted:bg-raised"
      >
        <a href={demo.controlRoomUrl} target="_blank" rel="noreferrer">
          <ExternalLink aria-hidden className="size-4 text-muted" />
          Simulator control room
        </a>
      </DropdownMenu.Item>
    </>
  );
}
