/** One request to the partner API. Headers stay out: they hold the client token. */
export type Call = {
  id: number;
  at: string;
  requestId: string;
  method: string;
  path: string;
  status: number;
  durationMs: number;
  requestBody: string;
  responseBody: string;
};
