/** @type {import('next').NextConfig} */
const nextConfig = {
  // A release without node_modules, which tools/steps/assemble-release.ts completes.
  output: 'standalone',
  // Otherwise a lockfile in a parent folder moves the release into a subfolder.
  outputFileTracingRoot: import.meta.dirname,
  // No page has images to resize. So the release needs no image library, /_next/image is a 404, and
  // it writes no cache, which it could not in a read-only container.
  images: { unoptimized: true, maximumDiskCacheSize: 0 },
  outputFileTracingExcludes: { '*': ['node_modules/sharp/**', 'node_modules/@img/**'] },
  poweredByHeader: false,
  reactStrictMode: true,
  // proxy.ts rewrites to the address that the server listens on. Normalised, `127.0.0.1` would be
  // `localhost`, and Next.js would send the request there over the network. Also, proxy.ts would not
  // see the headers of the router, of which it refuses the unreadable ones.
  skipProxyUrlNormalize: true,
  // Developers use localhost and 127.0.0.1 interchangeably.
  allowedDevOrigins: ['127.0.0.1'],
  experimental: {
    // What Next.js keeps in memory of a body that proxy.ts refuses.
    proxyClientMaxBodySize: '1mb',
    // A slow connection does not need a round trip more for the stylesheet (decision 0028).
    inlineCss: true,
  },
  headers: async () => [
    {
      source: '/:path*',
      headers: [
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        // Our URLs contain the webhook secret and transaction ids.
        { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
        { key: 'X-Frame-Options', value: 'DENY' },
        // The widget may open a window, which then has to reach the page.
        { key: 'Cross-Origin-Opener-Policy', value: 'same-origin-allow-popups' },
        { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
      ],
    },
    {
      // Behind a proxy with TLS. Without it, browsers would ignore the header.
      source: '/:path*',
      has: [{ type: 'header', key: 'x-forwarded-proto', value: 'https' }],
      headers: [{ key: 'Strict-Transport-Security', value: 'max-age=31536000' }],
    },
    // These load nothing. Pages get their policy from proxy.ts.
    ...['/api/:path*', '/_next/:path*', '/icon', '/apple-icon', '/robots.txt'].map((source) => ({
      source,
      headers: [
        { key: 'Content-Security-Policy', value: "default-src 'none'; frame-ancestors 'none'" },
      ],
    })),
    {
      // Emails show it.
      source: '/apple-icon',
      headers: [{ key: 'Cross-Origin-Resource-Policy', value: 'cross-origin' }],
    },
  ],
};

export default nextConfig;
