import type { RequestTemplate } from '../adapter/schema';

export type Values = Record<string, string>;

export type FilledRequest = {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | null;
};

const PLACEHOLDER = /\{\{\s*(\w+)\s*\}\}/g;

export function fill(text: string, values: Values, encode = (value: string) => value): string {
  return text.replace(PLACEHOLDER, (_, name: string) => encode(values[name] ?? ''));
}

function fillAll(value: unknown, values: Values): unknown {
  if (typeof value === 'string') return fill(value, values);
  if (Array.isArray(value)) return value.map((item) => fillAll(item, values));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, fillAll(item, values)]),
  );
}

/** Values are encoded where they stand in a URL or a form. */
export function fillRequest(template: RequestTemplate, values: Values): FilledRequest {
  const { method, headers, body, form } = template;
  const type = form ? 'application/x-www-form-urlencoded' : 'application/json';
  const contentType: Values = form || body !== undefined ? { 'Content-Type': type } : {};
  const filledForm = form && new URLSearchParams(fillRecord(form, values)).toString();
  return {
    method,
    url: fill(template.url, values, encodeURIComponent),
    headers: { ...contentType, ...fillRecord(headers, values) },
    body: filledForm ?? (body === undefined ? null : JSON.stringify(fillAll(body, values))),
  };
}

function fillRecord(record: Record<string, string>, values: Values): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record).map(([name, text]) => [name, fill(text, values)]),
  );
}

/** Whether a request tells the backend what the placeholder stands for. */
export function contains(template: RequestTemplate, placeholder: string): boolean {
  return JSON.stringify(template).includes(`{{${placeholder}}}`);
}
