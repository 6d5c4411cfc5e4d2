# One image for every process of a deployment: the web process by default, and the others as
#   docker run … node worker.js
#   docker run … node migrate.js

FROM node:24-trixie-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY . .
# Installs the packages first. What npm downloads is kept between builds.
RUN --mount=type=cache,target=/root/.npm npm run build

FROM node:24-trixie-slim
WORKDIR /app
# HOSTNAME is the address to listen on. Container engines set it to the name of the container.
ENV NODE_ENV=production PORT=3000 HOSTNAME=0.0.0.0
# Owned by root, so that the app cannot change its own code. It writes no files.
COPY --from=build /app/.next/standalone ./
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/api/live').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server.js"]
