'use client';
import { Monitor, Moon, Sun } from 'lucide-react';
import { useOptimistic, useState, useTransition } from 'react';
import { Field, Select } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { formatTime, useNowMs } from '@/components/ui/relative-time';
import { savePreferencesAction } from '@/lib/preferences/actions';
import type { Preferences } from '@/lib/preferences/schema';

const themes = [
  { theme: undefined, label: 'System', icon: Monitor },
  { theme: 'light', label: 'Light', icon: Sun },
  { theme: 'dark', label: 'Dark', icon: Moon },
] as const;

type Result = { ok: true } | { ok: false; error: { message: string; requestId?: string } };

const noResponse: Result = {
  ok: false,
  error: { message: "We couldn't reach the server. Try again." },
};

type PreferencesFormProps = { saved: Preferences; timeZones: readonly string[] };

/** Every choice is saved at once. */
export function PreferencesForm({ saved, timeZones }: PreferencesFormProps) {
  const [preferences, choose] = useOptimistic(saved);
  const [result, setResult] = useState<Result>();
  const [saving, startSaving] = useTransition();
  const save = (changed: Preferences) =>
    startSaving(async () => {
      const chosen = { ...preferences, ...changed };
      choose(chosen);
      setResult(await savePreferencesAction(chosen).catch(() => noResponse));
    });
  return (
    <div className="grid gap-5">
      <ThemeChoice theme={preferences.theme} onChoose={(theme) => save({ theme })} />
      <div>
        <Field label="Time zone" className="max-w-80">
          <Select
            value={preferences.timeZone ?? ''}
            onChange={({ target }) => save({ timeZone: target.value || undefined })}
          >
            <option value="">Automatic</option>
            {timeZones.map((name) => (
              <option key={name} value={name}>
                {name.replaceAll('_', ' ')}
              </option>
            ))}
          </Select>
        </Field>
        <TimeExample timeZone={preferences.timeZone} />
      </div>
      <p role="status" className="min-h-5 text-sm text-muted">
        {saving ? 'Saving…' : result?.ok && 'Saved in this browser.'}
      </p>
      {result?.ok === false && (
        <Notice tone="negative" title="Your choice wasn't saved" requestId={result.error.requestId}>
          {result.error.message}
        </Notice>
      )}
    </div>
  );
}

/** Shows what the choice means. */
function TimeExample({ timeZone }: Pick<Preferences, 'timeZone'>) {
  const nowMs = useNowMs();
  return (
    <p className="mt-1.5 min-h-5 text-sm text-muted tabular-nums">
      {nowMs !== null && `Now: ${formatTime(new Date(nowMs), timeZone)}`}
    </p>
  );
}

type ThemeChoiceProps = {
  theme: Preferences['theme'];
  onChoose: (theme: Preferences['theme']) => void;
};

function ThemeChoice({ theme: chosen, onChoose }: ThemeChoiceProps) {
  return (
    <fieldset>
      <legend className="text-sm font-medium">Theme</legend>
      <div className="mt-1.5 inline-flex rounded-md border border-control bg-surface p-0.5">
        {themes.map(({ theme, label, icon: Icon }) => (
          <label
            key={label}
            className="relative flex h-9 items-center gap-2 rounded-sm px-3 text-sm text-muted transition-colors hover:text-ink has-checked:bg-raised has-checked:font-medium has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent-edge"
          >
            <input
              type="radio"
              name="theme"
              className="absolute inset-0 cursor-pointer appearance-none outline-none"
              checked={chosen === theme}
              onChange={() => onChoose(theme)}
            />
            <Icon aria-hidden className="size-4" />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
