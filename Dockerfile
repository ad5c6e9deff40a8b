# Rekey in one image: `docker build -t rekey .`; docker-compose.yml adds Redis, PostgreSQL and TLS.

FROM node:24-slim AS build
WORKDIR /app
# The dependencies first: they change less often than the sources, so they are usually in the cache.
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.base.json vite.config.ts ./
COPY tools tools
COPY shared shared
COPY server server
COPY web web
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:24-slim
ENV NODE_ENV=production \
    DATA_DIR=/data
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist/server dist/server
COPY --from=build /app/dist/web dist/web
# The server may write to this folder, but not to the code that it runs.
RUN mkdir --mode=0700 /data && chown node:node /data
USER node
# The SQLite file and the secret, when no DATABASE_URL and no SECRET are given.
VOLUME /data
EXPOSE 3000
# By Node, since the image has no curl.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Without a shell or npm in between, so that SIGTERM reaches the server, which tells its pages to reconnect.
CMD ["node", "dist/server/main.js"]
