import { useActionState, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { type Asset, parseAsset } from '@/lib/assets';
import type { PublicError } from '@/lib/errors';
import type { TransactionType } from '@/lib/generated/prisma/enums';
import { formatUnambiguously, parseTypedAmount } from '@/lib/typed-amount';
import type { mintSessionAction } from '@/lib/widget-sessions/actions';
import type { OpenableSession } from '@/lib/widget-sessions/schema';

export type OrderError = Partial<PublicError> & { message: string };

export type OrderFormOptions = {
  type: TransactionType;
  assets: Asset[];
  /** The locale of the request. In the browser, the browser's own replaces it. */
  locale: string;
  /** What the link to the form filled in. The amount is in plain form. */
  initial: { asset: string; amount: string | null };
  /** The order that this one starts again. */
  previousId: string | null;
  idempotencyKey: string;
  mint: typeof mintSessionAction;
  onPlaced: (session: OpenableSession) => void;
};

/** What the form contains. */
type Content = { text: string; assetId: string };
/** The last submission, and why no order was placed. */
type Submission = Content & { error: OrderError | null };

const noResponse: OrderError = {
  message: "Check your connection and try again. Your order won't be placed twice.",
};

export function useOrderForm(options: OrderFormOptions) {
  const { initial } = options;
  const formRef = useRef<HTMLFormElement>(null);
  const locale = useLocale(options.locale);
  const [content, setContent] = useState<Content>(() => ({
    text: initial.amount ? formatUnambiguously(initial.amount, locale, false) : '',
    assetId: initial.asset,
  }));
  const [submission, submit, pending] = useActionState(
    async (_before: Submission, form: FormData): Promise<Submission> => {
      const submitted = readForm(form);
      return { ...submitted, error: await placeOrder(submitted, locale, options) };
    },
    { ...content, error: null },
  );
  useEffect(() => {
    // A form can be filled in before React is here, and browsers restore one after a reload.
    if (formRef.current) setContent(readForm(new FormData(formRef.current)));
  }, []);
  useEffect(() => {
    if (submission.error) formRef.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [submission]);
  const { error } = submission;
  const changed = submission.text !== content.text || submission.assetId !== content.assetId;
  return {
    ...{ formRef, locale, submit, pending },
    text: content.text,
    setText: (text: string) => setContent((before) => ({ ...before, text })),
    asset: parseAsset(content.assetId),
    setAssetId: (assetId: string) => setContent((before) => ({ ...before, assetId })),
    submittedAssetId: submission.assetId,
    error,
    /** What is wrong with a field counts until the form changes. */
    fieldErrors: changed ? undefined : error?.fields,
  };
}

function readForm(form: FormData): Content {
  return { text: String(form.get('amount')), assetId: String(form.get('asset')) };
}

/** Sends the amount in plain form, as it is shown at the field. Returns why no order was placed. */
async function placeOrder(
  { text, assetId }: Content,
  locale: string,
  { idempotencyKey, type, previousId, mint, onPlaced }: OrderFormOptions,
): Promise<OrderError | null> {
  const parsed = parseTypedAmount(text, parseAsset(assetId), locale);
  if ('problem' in parsed) return { message: parsed.problem, fields: { amount: parsed.problem } };
  const order = { idempotencyKey, type, asset: assetId, amount: parsed.amount };
  const again = previousId ? { previousId } : {};
  const result = await mint({ ...order, ...again }).catch(() => null);
  if (!result?.ok) return result?.error ?? noResponse;
  onPlaced(result.data);
  return null;
}

/** A proxy can strip the header that the server reads, so the browser's own setting counts. */
function useLocale(ofRequest: string): string {
  return useSyncExternalStore(
    followLanguage,
    () => navigator.language,
    () => ofRequest,
  );
}

function followLanguage(listener: () => void): () => void {
  window.addEventListener('languagechange', listener);
  return () => window.removeEventListener('languagechange', listener);
}
