import type { WidgetParameters } from './widget-parameters';

/** What the provider's script puts on the page (proof-contract, "The widget"). */
export type ProofWidget = { run: (parameters: WidgetParameters) => void };

declare global {
  interface Window {
    proofWidget?: ProofWidget;
  }
}

const TIMEOUT_MS = 15_000;

/** One load per address and page: React mounts effects twice, and orders follow one another. */
const loads = new Map<string, Promise<ProofWidget>>();

/**
 * Loads the provider's script once. A failed load is forgotten, so that asking again tries again.
 * Rejects when the script is blocked, unreachable, silent for 15 s, or is not the provider's.
 */
export function loadProviderScript(url: string): Promise<ProofWidget> {
  const known = loads.get(url);
  if (known) return known;
  const load = insertScript(url);
  loads.set(url, load);
  load.catch(() => loads.delete(url));
  return load;
}

async function insertScript(url: string): Promise<ProofWidget> {
  const script = document.createElement('script');
  script.async = true;
  script.src = url;
  try {
    await settled(script);
    if (!window.proofWidget) throw new Error('The script came without the widget.');
    return window.proofWidget;
  } catch (error) {
    script.remove();
    throw error;
  }
}

function settled(script: HTMLScriptElement): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The script did not answer.')), TIMEOUT_MS);
    script.onload = () => resolve(clearTimeout(timer));
    script.onerror = () => {
      clearTimeout(timer);
      reject(new Error('The script could not be loaded.'));
    };
    document.head.append(script);
  });
}
