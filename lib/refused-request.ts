import { parseAndValidateFlightRouterState } from 'next/dist/server/app-render/parse-and-validate-flight-router-state';
import type { NextRequest } from 'next/server';
import { isForeignHost } from './foreign-host';
import { isTooDeep } from './json-limits';
import { readBounded } from './read-bounded';

/** The arguments of our actions have a few hundred bytes. */
const MAX_BODY_BYTES = 64 * 1024;

/** As React and our forms name fields. Parsers disagree about empty names and control characters. */
const FIELD_NAME = /^[\w$:.-]+$/;

/**
 * Next.js answers some requests with a 500 although nothing failed on our side. Returns the status
 * that says what is wrong with such a request, or null if there is nothing (docs/decisions/0034).
 *
 * 400 the path, the router state or the arguments of an action cannot be read · 403 an action that
 * another site sends · 408 the arguments took too long · 413 larger than 64 KB
 */
export async function findRefusal(request: NextRequest): Promise<number | null> {
  const { headers, method, nextUrl } = request;
  if (isForeignHost(headers)) return 421;
  if (!isPath(nextUrl.pathname)) return 400;
  if (!isRouterState(headers.get('next-router-state-tree') ?? undefined)) return 400;
  const multipart = /^multipart\/form-data\b/i.test(headers.get('content-type') ?? '');
  if (method !== 'POST' || !(multipart || headers.has('next-action'))) return null;
  if (!isSameOrigin(headers)) return 403;
  const { bytes, cut } = await readBounded(request.body, MAX_BODY_BYTES);
  if (cut) return cut === 'size' ? 413 : 408;
  const readable = multipart ? await isForm(bytes, headers) : isArguments(bytes);
  return readable ? null : 400;
}

function isPath(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}

/** Asks Next.js itself, because the format is its own. */
function isRouterState(header: string | undefined): boolean {
  try {
    parseAndValidateFlightRouterState(header);
    return true;
  } catch {
    return false;
  }
}

/** The rule by which Next.js protects actions. Browsers always send the origin of a POST. */
function isSameOrigin(headers: Headers): boolean {
  const origin = headers.get('origin');
  if (origin === null) return true;
  const host = headers.get('x-forwarded-host')?.split(',')[0]?.trim() || headers.get('host');
  return URL.canParse(origin) && new URL(origin).host === host;
}

async function isForm(bytes: Uint8Array<ArrayBuffer>, headers: Headers): Promise<boolean> {
  const contentType = headers.get('content-type') ?? '';
  try {
    const form = await new Response(bytes, { headers: { 'content-type': contentType } }).formData();
    const names = [...form.keys()];
    if (!names.every((name) => FIELD_NAME.test(name))) return false;
    if (headers.has('next-action')) return isArguments(form.get('0'));
    // A form that is sent without JavaScript. None of ours binds arguments to its action.
    return !names.some((name) => name.startsWith('$ACTION_REF_'));
  } catch {
    return false;
  }
}

/** The JSON array of an action's arguments, as React encodes it. */
function isArguments(encoded: Uint8Array | FormDataEntryValue | null): boolean {
  if (encoded === null || encoded instanceof File) return false;
  try {
    const text = typeof encoded === 'string' ? encoded : new TextDecoder().decode(encoded);
    const json: unknown = JSON.parse(text);
    return Array.isArray(json) && !isTooDeep(json) && !hasReference(json);
  } catch {
    return false;
  }
}

/**
 * Texts that begin with one dollar sign refer to other parts of the body. Our actions take JSON and
 * forms, so that of a form ($K1) is enough. Allow more, such as $D for a Date, if yours take more.
 */
function hasReference(json: unknown): boolean {
  if (typeof json === 'string') return /^\$(?!\$|undefined$|K[\da-f]+$)/.test(json);
  return typeof json === 'object' && json !== null && Object.values(json).some(hasReference);
}
