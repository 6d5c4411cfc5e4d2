// Who may import whom (docs/architecture.md). There are no exceptions: if a rule is in the way, the
// file is in the wrong place or the rule is wrong.
const kinds = (...names) => `^lib/.+/(${names.join('|')})\\.tsx?$`;
const serverModules =
  '^lib/(accent|auth|current-brand|db|define-action|env|log|process-wide|request)\\.ts$';
const tests = '\\.(test|fixture)\\.tsx?$|^(e2e|faults|testing)/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Merge modules that need each other, or extract what they share.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-barrels',
      comment: 'Import from the file that declares it. An index hides who uses what.',
      severity: 'error',
      from: { path: '(^|/)index\\.[jt]sx?$' },
      to: {},
    },
    {
      name: 'resolvable',
      comment: 'No rule can check an import that cannot be resolved.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'app-is-on-top',
      comment: 'Pages and routes use components and lib. Nothing imports them.',
      severity: 'error',
      from: { path: '^(components|lib)/' },
      to: { path: '^app/' },
    },
    {
      name: 'lib-below-components',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^components/' },
    },
    {
      name: 'components-take-types-actions-and-pure-code',
      comment: 'Components get their data from pages. They import server code as types only.',
      severity: 'error',
      from: { path: '^components/', pathNot: tests },
      to: {
        path: [
          kinds('data', 'loaders', 'mutations', 'ingest', 'mint', 'feed', 'sign-in', 'cookies'),
          serverModules,
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'pure-code-stays-pure',
      comment: 'The browser uses rules and schemas too, so they must not import server code.',
      severity: 'error',
      from: { path: [kinds('schema', 'status'), '^lib/(assets|brand|demo-users|money)\\.ts$'] },
      to: { path: [serverModules, '(^|/)node_modules/server-only/'], reachable: true },
    },
    {
      name: 'pages-read-through-loaders',
      comment:
        'Loaders read for the signed-in user. A page that calls data directly can forget to.',
      severity: 'error',
      from: { path: '^app/', pathNot: '^app/api/' },
      to: { path: kinds('data', 'mutations'), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'database-in-data-mutations-and-ingest',
      comment:
        'Only data, mutations and ingest modules query the database, the next-auth adapter, and the sender of notifications.',
      severity: 'error',
      from: {
        pathNot: [
          kinds('data', 'mutations', 'ingest'),
          '^lib/(users/sign-in|live/wake)\\.ts$',
          tests,
        ],
      },
      to: { path: '^lib/db\\.ts$' },
    },
    {
      name: 'proof-api-knows-nothing-of-us',
      comment: 'Partners copy the client for Proof first, so it must not depend on the app.',
      severity: 'error',
      from: { path: '^lib/proof-api/' },
      to: { path: '^(lib|app|components)/', pathNot: '^lib/(proof-api/|(env|errors|log)\\.ts$)' },
    },
    {
      name: 'worker-runs-without-next',
      comment: 'Webhooks, sockets, reconciliation and the feed also run outside Next.js.',
      severity: 'error',
      from: { path: '^lib/(webhooks|sockets|reconciliation|live)/', pathNot: tests },
      to: { path: '(^|/)node_modules/(next|next-auth)/', reachable: true },
    },
    {
      name: 'packages-stand-alone',
      comment:
        'Packages are written from the contract and can be published alone, so they import neither the app nor each other.',
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: { dependencyTypes: ['local'], pathNot: '^packages/$1/' },
    },
    {
      name: 'nothing-imports-packages',
      comment: 'Packages are run as programs, so that the app builds without them.',
      severity: 'error',
      from: { pathNot: '^packages/' },
      to: { path: '^packages/|(^|/)node_modules/proof-(simulator|conformance|certify)/' },
    },
    {
      name: 'app-without-its-surroundings',
      comment: 'The app must not depend on what runs it locally or tests it.',
      severity: 'error',
      from: { path: '^(app|components|lib)/', pathNot: tests },
      to: { path: '^(e2e|faults|prisma|scripts|testing|tools)/' },
    },
    {
      name: 'tools-know-nothing-of-the-app',
      severity: 'error',
      from: { path: '^tools/' },
      to: { dependencyTypes: ['local'], pathNot: '^tools/' },
    },
    {
      name: 'migrations-need-tools-only',
      severity: 'error',
      from: { path: '^prisma/', pathNot: tests },
      to: { path: '^(app|components|e2e|faults|scripts|testing)/' },
    },
    {
      name: 'tests-share-testing',
      comment: 'testing has what integration tests, journeys and fault cases share.',
      severity: 'error',
      from: { path: '^testing/' },
      to: { path: '^(app|components|e2e|faults|scripts)/' },
    },
    {
      name: 'faults-beside-the-app',
      comment: 'Fault cases call lib instead of driving a browser.',
      severity: 'error',
      from: { path: '^faults/' },
      to: { path: '^(app|components|e2e|scripts)/' },
    },
    {
      name: 'journeys-beside-the-app',
      severity: 'error',
      from: { path: '^e2e/' },
      to: { path: '^(app|faults|scripts)/' },
    },
    {
      name: 'commands-are-on-top',
      severity: 'error',
      from: { pathNot: '^scripts/' },
      to: { path: '^scripts/' },
    },
    {
      name: 'only-listed-packages',
      comment: 'The nearest package.json must list what a module imports.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'production-without-dev-dependencies',
      comment: 'npm ci --omit=dev does not install them.',
      severity: 'error',
      from: {
        path: '^(app|components|lib|packages|prisma/migrate)/|^scripts/(start|worker|worker-process|doctor|doctor-process|db-migrate|db-rehearse|db-status|db-shell|migrate-process|operator|operator-process)\\.ts$',
        pathNot: `${tests}|/testing/|/vitest\\.config\\.ts$`,
      },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // The example for Testcontainers has packages of its own, which may not be installed.
    exclude: {
      path: '^(lib/generated|\\.next|\\.data|packages/simulator/examples/testcontainers)/',
    },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
